using System.Diagnostics.CodeAnalysis;

namespace Ldap;

/// <summary>Where a referral points: RFC 4516, as far as referrals use it.</summary>
public sealed record LdapUrl(string Host, int? Port, bool IsTls, DistinguishedName? Name, LdapScope? Scope)
{
    public static bool TryParse(string text, [NotNullWhen(true)] out LdapUrl? url)
    {
        url = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("ldap" or "ldaps") || uri.Host.Length == 0) return false;
        DistinguishedName? name = null;
        var path = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        if (path.Length > 0 && !DistinguishedName.TryParse(path, out name)) return false;
        // ?attributes?scope?filter?extensions
        var scope = uri.Query.Split('?') is { Length: > 2 } parts ? ScopeOf(parts[2]) : null;
        url = new LdapUrl(uri.IdnHost.Trim('[', ']'), uri.IsDefaultPort || uri.Port < 0 ? null : uri.Port, uri.Scheme == "ldaps", name, scope);
        return true;
    }

    private static LdapScope? ScopeOf(string text) => text switch
    {
        "base" => LdapScope.Base,
        "one" => LdapScope.OneLevel,
        "sub" => LdapScope.Subtree,
        _ => null,
    };
}
