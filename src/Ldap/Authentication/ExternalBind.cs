namespace Ldap;

internal static class ExternalBind
{
    public static async Task RunAsync(HandshakeExchange exchange, LdapTlsOptions tls, bool isProtected, string server, CancellationToken cancellation)
    {
        if (!isProtected || tls.ClientCertificate is null)
            throw LdapErrors.Authentication(
                "EXTERNAL needs TLS and a client certificate.",
                "Give a client certificate with its private key, and use ldaps:// or StartTLS.");
        var id = exchange.NextId();
        var result = await exchange.ExchangeAsync(
            RequestEncoder.SaslBind(id, "EXTERNAL", default(ReadOnlyMemory<byte>)), id, BerTag.BindResponse, cancellation);
        if (result.Code != LdapResultCode.Success)
            throw ResultErrors.From(result, $"the bind with the certificate {tls.ClientCertificate.Subject}", server);
    }
}
