namespace Ldap;

/// <summary>A directory server and how to speak to it.</summary>
public sealed record LdapEndpoint(string Host, int Port, LdapTransportSecurity Security)
{
    public const int PlainPort = 389;
    public const int TlsPort = 636;

    public static LdapEndpoint Parse(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && Known(uri.Scheme) is { } security
            ? For(uri.IdnHost.Trim('[', ']'), uri.IsDefaultPort || uri.Port < 0 ? null : uri.Port, security)
            : throw new FormatException($"'{url}' is not the address of a directory server: ldaps://host[:port] or ldap://host[:port] is expected.");

    public static LdapEndpoint For(string host, int? port, LdapTransportSecurity security) =>
        new(host, port ?? (security == LdapTransportSecurity.Tls ? TlsPort : PlainPort), security);

    public override string ToString() =>
        $"{(Security == LdapTransportSecurity.Tls ? "ldaps" : "ldap")}://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}";

    // ldap:// means StartTLS: an address never asks for less than TLS by itself.
    private static LdapTransportSecurity? Known(string scheme) => scheme switch
    {
        "ldaps" => LdapTransportSecurity.Tls,
        "ldap" => LdapTransportSecurity.StartTls,
        _ => null,
    };
}
