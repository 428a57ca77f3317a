using Ldap.Tests.Servers;

namespace Ldap.Tests.Referrals;

public sealed class Following
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_not_done_unless_asked()
    {
        await using var server = Referring(_ => "ldap://localhost:1/DC=other");
        await using var connection = await ConnectAsync(server);
        var error = await Should.ThrowAsync<LdapException>(() => connection.FindAsync(Request, Cancellation));
        error.Kind.ShouldBe(LdapErrorKind.Referral);
        error.Message.ShouldContain("ldap://localhost:1/DC=other");
    }

    [Fact]
    public async Task Leads_to_the_entries_of_the_other_server()
    {
        await using var other = new ScriptedServer(null, async (stream, cancellation) =>
        {
            while (await ScriptedServer.ReceiveAsync(stream, cancellation) is { } request)
            {
                await stream.WriteAsync(Answer.Entry(request.Id, "CN=there,DC=other", ("cn", ["there"])), cancellation);
                await stream.WriteAsync(Answer.Done(request.Id), cancellation);
            }
        });
        await using var server = Referring(_ => $"ldap://localhost:{other.Port}/DC=other");
        await using var connection = await ConnectAsync(server);
        var found = await connection.FindFollowingAsync(Request, Cancellation);
        found.ShouldHaveSingleItem().NameText.ShouldBe("CN=there,DC=other");
    }

    [Fact]
    public async Task Ends_when_it_goes_round_in_a_circle()
    {
        await using var server = Referring(port => $"ldap://localhost:{port}/DC=other");
        await using var connection = await ConnectAsync(server);
        var error = await Should.ThrowAsync<LdapException>(() => connection.FindFollowingAsync(Request, Cancellation));
        error.Kind.ShouldBe(LdapErrorKind.Referral);
        error.Message.ShouldContain("circle");
    }

    [Fact]
    public async Task Never_leaves_TLS_because_a_referral_says_ldap()
    {
        using var certificates = new TestCertificates();
        using var certificate = certificates.Issue();
        var firstByte = -1;
        await using var plain = new ScriptedServer(null, async (stream, cancellation) =>
        {
            var buffer = new byte[1];
            if (await stream.ReadAsync(buffer, cancellation) > 0) firstByte = buffer[0];
        });
        await using var server = new ScriptedServer(certificate, async (stream, cancellation) =>
        {
            while (await ScriptedServer.ReceiveAsync(stream, cancellation) is { } request)
                await stream.WriteAsync(
                    request.Operation == 0x60
                        ? Answer.Bound(request.Id)
                        : Answer.Result(request.Id, 5, LdapResultCode.Referral, "", $"ldap://localhost:{plain.Port}/DC=other"),
                    cancellation);
        });
        var options = new LdapConnectionOptions(server.Endpoint, new LdapCredential.Simple("user", "secret"))
        {
            Tls = new LdapTlsOptions { Authorities = [certificates.Authority] },
        };
        await using var connection = await LdapConnection.ConnectAsync(options, Cancellation);
        await Should.ThrowAsync<LdapException>(() => connection.FindFollowingAsync(Request, Cancellation));
        firstByte.ShouldBe(0x16, "the first byte is that of a TLS handshake");
    }

    private static LdapSearchRequest Request => new(DistinguishedName.Parse("DC=here"), LdapScope.Subtree, LdapFilter.Everything);

    private static Task<LdapConnection> ConnectAsync(ScriptedServer server) =>
        LdapConnection.ConnectAsync(new LdapConnectionOptions(server.Endpoint, new LdapCredential.Anonymous()), Cancellation);

    private static ScriptedServer Referring(Func<int, string> target)
    {
        ScriptedServer? made = null;
        made = new ScriptedServer(null, async (stream, cancellation) =>
        {
            while (await ScriptedServer.ReceiveAsync(stream, cancellation) is { } request)
                await stream.WriteAsync(Answer.Result(request.Id, 5, LdapResultCode.Referral, "", target(made!.Port)), cancellation);
        });
        return made;
    }
}
