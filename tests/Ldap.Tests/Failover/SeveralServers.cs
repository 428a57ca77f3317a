using FaultProxy.Tcp;
using Ldap.Tests.Servers;

namespace Ldap.Tests.Failover;

public sealed class SeveralServers(RealDirectory directory)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_second_is_used_when_the_first_is_down_and_the_first_again_is_no_matter()
    {
        await using var first = Proxy();
        await using var second = Proxy();
        await using var servers = Servers(first, second);
        await ReadAsync(servers);
        (first.AcceptedConnections, second.AcceptedConnections).ShouldBe((1, 0));

        await first.StopListeningAsync();
        first.StrikeOpenConnections(new TcpFault.Reset(0));
        await ReadAsync(servers);
        second.AcceptedConnections.ShouldBe(1);
    }

    [Fact]
    public async Task A_read_that_is_cut_is_done_again_on_the_other()
    {
        await using var first = Proxy();
        await using var second = Proxy();
        // The handshake and the bind pass, the answer to the search does not.
        first.Next(new TcpFault.Cut(20_000));
        await using var servers = Servers(first, second);
        var found = await servers.ReadAsync(
            connection => connection.FindAsync(new(directory.BaseName, LdapScope.Subtree, LdapFilter.Everything), Cancellation), Cancellation);
        found.Count.ShouldBeGreaterThan(150);
        second.AcceptedConnections.ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_password_is_tried_on_one_only()
    {
        await using var first = Proxy();
        await using var second = Proxy();
        await using var servers = Servers(first, second, directory.ServiceAccount with { Password = "wrong" });
        (await Should.ThrowAsync<LdapException>(() => servers.GetAsync(Cancellation))).Kind.ShouldBe(LdapErrorKind.AuthenticationFailed);
        (first.AcceptedConnections + second.AcceptedConnections).ShouldBe(1);
    }

    [Fact]
    public async Task When_none_answers_each_is_named()
    {
        await using var first = Proxy();
        await using var second = Proxy();
        await first.StopListeningAsync();
        await second.StopListeningAsync();
        await using var servers = Servers(first, second);
        var error = await Should.ThrowAsync<LdapException>(() => servers.GetAsync(Cancellation));
        error.Kind.ShouldBe(LdapErrorKind.Unreachable);
        error.Message.ShouldContain($":{first.EndPoint.Port} ");
        error.Message.ShouldContain($":{second.EndPoint.Port} ");
        first.ListenAgain();
        second.ListenAgain();
        await ReadAsync(servers);
    }

    private TcpFaultProxy Proxy() => TcpFaultProxy.Start(directory.Host, LdapEndpoint.TlsPort);

    private LdapServers Servers(TcpFaultProxy first, TcpFaultProxy second, LdapCredential? credential = null)
    {
        LdapEndpoint[] endpoints = [.. new[] { first, second }.Select(proxy => new LdapEndpoint("127.0.0.1", proxy.EndPoint.Port, LdapTransportSecurity.Tls))];
        return new LdapServers(
            endpoints,
            endpoint => directory.Options(credential, endpoint) with { Tls = directory.Tls with { ServerName = "localhost" } },
            TimeProvider.System);
    }

    private async Task ReadAsync(LdapServers servers) =>
        (await servers.ReadAsync(connection => connection.ReadAsync(directory.BaseName, ["dc"], Cancellation), Cancellation)).ShouldNotBeNull();
}
