using Ldap.Tests.Servers;

namespace Ldap.Tests.Authentication;

public sealed class ClientCertificate
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Binds_with_EXTERNAL()
    {
        using var certificates = new TestCertificates();
        using var certificate = certificates.Issue();
        using var own = certificates.Issue("operator.example.com");
        var bind = "";
        await using var server = new ScriptedServer(certificate, async (stream, cancellation) =>
        {
            var request = (await ScriptedServer.ReceiveAsync(stream, cancellation))!.Value;
            bind = System.Text.Encoding.ASCII.GetString(request.Message);
            await stream.WriteAsync(Answer.Bound(request.Id), cancellation);
        });
        var options = new LdapConnectionOptions(server.Endpoint, new LdapCredential.External())
        {
            Tls = new LdapTlsOptions { Authorities = [certificates.Authority], ClientCertificate = own },
        };
        await using var connection = await LdapConnection.ConnectAsync(options, Cancellation);
        bind.ShouldContain("EXTERNAL");
    }

    [Fact]
    public async Task Without_one_the_bind_is_not_tried()
    {
        using var certificates = new TestCertificates();
        using var certificate = certificates.Issue();
        await using var server = new ScriptedServer(certificate, (_, cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation));
        var options = new LdapConnectionOptions(server.Endpoint, new LdapCredential.External())
        {
            Tls = new LdapTlsOptions { Authorities = [certificates.Authority] },
        };
        (await Should.ThrowAsync<LdapException>(() => LdapConnection.ConnectAsync(options, Cancellation))).Remedy.ShouldContain("client certificate");
    }
}
