using System.Net;
using FaultProxy.Tcp;
using Ldap.Tests.Servers;

namespace Ldap.Tests.Locating;

public sealed class The_domain_controllers_of_a_domain_are_found_in_its_dns(RealDirectory directory)
{
    private const string Domain = "corp.example.com";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_the_order_of_their_priority_with_the_port_that_is_registered()
    {
        await using var dns = await DnsServer.StartAsync(
            Cancellation, new ServiceRecord("far.corp.example.com", 389, 20, 100), new ServiceRecord("near.corp.example.com", 3890, 5, 100), new ServiceRecord("next.corp.example.com", 389, 10, 100));
        var located = await new DomainLocator(Domain, LdapTransportSecurity.StartTls, dns.Names).FindAsync(Cancellation);
        located.Problem.ShouldBeNull();
        located.Endpoints.Select(endpoint => endpoint.ToString()).ShouldBe(["ldap://near.corp.example.com:3890", "ldap://next.corp.example.com:389", "ldap://far.corp.example.com:389"]);
    }

    [Fact]
    public async Task With_the_port_of_LDAPS_where_that_is_spoken_because_nobody_registers_it()
    {
        await using var dns = await DnsServer.StartAsync(Cancellation, new ServiceRecord("dc1.corp.example.com", 389, 0, 100));
        var located = await new DomainLocator(Domain, LdapTransportSecurity.Tls, dns.Names).FindAsync(Cancellation);
        located.Endpoints.ShouldHaveSingleItem().ToString().ShouldBe("ldaps://dc1.corp.example.com:636");
    }

    [Fact]
    public async Task All_of_them_when_they_are_more_than_a_datagram_holds()
    {
        var records = Enumerable.Range(1, 120).Select(number => new ServiceRecord($"domain-controller-{number}.corp.example.com", 389, 0, 100)).ToArray();
        await using var dns = await DnsServer.StartAsync(Cancellation, records);
        var found = await dns.Names.FindAsync("_ldap._tcp.dc._msdcs.corp.example.com", Cancellation);
        found.ShouldBe(records, ignoreOrder: true);
    }

    [Fact]
    public async Task None_when_the_domain_is_not_known_and_it_is_said_which_name_was_asked()
    {
        await using var dns = await DnsServer.StartAsync(Cancellation);
        var located = await new DomainLocator("nowhere.example.com", LdapTransportSecurity.Tls, dns.Names).FindAsync(Cancellation);
        located.Endpoints.ShouldBeEmpty();
        located.Problem.ShouldBe("DNS knows no _ldap._tcp.dc._msdcs.nowhere.example.com.");
    }

    [Fact]
    public async Task By_the_next_name_server_when_one_does_not_answer()
    {
        await using var dns = await DnsServer.StartAsync(Cancellation, new ServiceRecord("dc1.corp.example.com", 389, 0, 100));
        await using var silent = new HostileNameServer(_ => []);
        var names = new NameServers([silent.EndPoint, dns.EndPoint], TimeProvider.System);
        (await names.FindAsync("_ldap._tcp.dc._msdcs.corp.example.com", Cancellation)).ShouldHaveSingleItem().Host.ShouldBe("dc1.corp.example.com");
        silent.Questions.ShouldBe(1);
    }

    [Fact]
    public async Task And_used_one_after_the_other_when_one_fails()
    {
        await using var first = TcpFaultProxy.Start(directory.Host, LdapEndpoint.PlainPort);
        await using var second = TcpFaultProxy.Start(directory.Host, LdapEndpoint.PlainPort);
        await using var dns = await DnsServer.StartAsync(
            Cancellation, new ServiceRecord("localhost", first.EndPoint.Port, 0, 100), new ServiceRecord("localhost", second.EndPoint.Port, 10, 100));
        await using var servers = Servers(dns.Names);
        await ReadAsync(servers);
        (first.AcceptedConnections, second.AcceptedConnections).ShouldBe((1, 0));

        await first.StopListeningAsync();
        first.StrikeOpenConnections(new TcpFault.Reset(0));
        await ReadAsync(servers);
        second.AcceptedConnections.ShouldBe(1);
    }

    [Fact]
    public async Task Anew_with_each_connection_so_that_a_replaced_one_is_followed_without_a_restart()
    {
        await using var old = TcpFaultProxy.Start(directory.Host, LdapEndpoint.PlainPort);
        await using var replacement = TcpFaultProxy.Start(directory.Host, LdapEndpoint.PlainPort);
        var current = old.EndPoint.Port;
        await using var dns = new HostileNameServer(question => [HostileNameServer.Answer(question, HostileNameServer.Service(current, [9, .. "localhost"u8, 0]), 1)]);
        await using var servers = Servers(new NameServers([dns.EndPoint], TimeProvider.System));
        await ReadAsync(servers);

        current = replacement.EndPoint.Port;
        await old.StopListeningAsync();
        old.StrikeOpenConnections(new TcpFault.Reset(0));
        await ReadAsync(servers);
        replacement.AcceptedConnections.ShouldBe(1);
    }

    [Fact]
    public async Task And_where_there_are_none_the_name_of_the_domain_itself_is_asked_and_both_are_told_when_it_fails()
    {
        await using var dns = await DnsServer.StartAsync(Cancellation);
        await using var proxy = TcpFaultProxy.Start(directory.Host, LdapEndpoint.PlainPort);
        await using var servers = Servers(dns.Names, proxy.EndPoint);
        await ReadAsync(servers);
        proxy.AcceptedConnections.ShouldBe(1);

        await proxy.StopListeningAsync();
        proxy.StrikeOpenConnections(new TcpFault.Reset(0));
        var error = await Should.ThrowAsync<LdapException>(() => ReadAsync(servers));
        error.Message.ShouldContain("DNS knows no _ldap._tcp.dc._msdcs.corp.example.com");
        error.Message.ShouldContain($"localhost:{proxy.EndPoint.Port} cannot be reached");
    }

    private LdapServers Servers(NameServers names, IPEndPoint? configured = null) => new(
        configured is null ? [] : [new LdapEndpoint("localhost", configured.Port, LdapTransportSecurity.StartTls)],
        endpoint => directory.Options(directory.Administrator, endpoint),
        TimeProvider.System,
        new DomainLocator(Domain, LdapTransportSecurity.StartTls, names));

    private async Task ReadAsync(LdapServers servers) =>
        (await servers.ReadAsync(connection => connection.ReadAsync(directory.BaseName, ["dc"], Cancellation), Cancellation)).ShouldNotBeNull();
}
