namespace Ldap;

internal static class SimpleBind
{
    public static async Task RunAsync(
        HandshakeExchange exchange,
        LdapCredential.Simple credential,
        bool isProtected,
        string server,
        CancellationToken cancellation)
    {
        if (!isProtected)
            throw LdapErrors.Authentication(
                $"The password of {credential.UserName} was not sent to {server}: the connection is not protected by TLS.",
                "Use ldaps:// or StartTLS, or the method Kerberos.");

        // RFC 4513 §5.1.2: a name with an empty password binds as nobody and says "success".
        if (credential.UserName.Length == 0 || credential.Password.Length == 0)
            throw LdapErrors.Authentication(
                "The user name or the password is empty.",
                "Check the keys of the Secret with the credentials: both must have a value.");

        var id = exchange.NextId();
        var result = await exchange.ExchangeAsync(
            RequestEncoder.SimpleBind(id, credential.UserName, credential.Password), id, BerTag.BindResponse, cancellation);
        if (result.Code != LdapResultCode.Success) throw ResultErrors.From(result, $"the bind as {credential.UserName}", server);
    }
}
