using FaultProxy.Tcp;
using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Faults;

public sealed class InterruptedReads(Domain domain)
{
    [Fact]
    public async Task A_full_read_that_is_cut_yields_no_cookie_and_the_next_one_is_whole()
    {
        await using var proxy = TcpFaultProxy.Start(domain.Server.Host, domain.Server.Port);
        await using var directory = Through(proxy);
        await directory.DescribeAsync(Domain.Cancellation);
        var first = new ReceivedModel();
        var received = 0;
        var error = await Should.ThrowAsync<OnPremisesException>(() => directory.ReadAllAsync(
            change =>
            {
                first.Apply(change);
                if (++received == 10) proxy.StrikeOpenConnections(new TcpFault.Reset(0));
            },
            Domain.Cancellation));
        error.Kind.ShouldBe(OnPremisesErrorKind.Transient);
        var second = new ReceivedModel();
        await directory.ReadAllAsync(second.Apply, Domain.Cancellation);
        second.Objects.Count.ShouldBeGreaterThan(first.Objects.Count);
    }

    [Fact]
    public async Task Comparing_identities_fails_whole_or_is_whole()
    {
        await using var proxy = TcpFaultProxy.Start(domain.Server.Host, domain.Server.Port);
        await using var directory = Through(proxy);
        var whole = await directory.ReadIdentitiesAsync(Domain.Cancellation);
        for (var bytes = 3_000; bytes < 30_000; bytes += 3_000)
        {
            proxy.StrikeOpenConnections(new TcpFault.Reset(0));
            proxy.Next(new TcpFault.Cut(bytes), new TcpFault.Cut(bytes), new TcpFault.Cut(bytes));
            try
            {
                var again = await directory.ReadIdentitiesAsync(Domain.Cancellation);
                // Other tests add and delete meanwhile; half a list would be far less.
                again.Count.ShouldBeGreaterThan(whole.Count - 10);
            }
            catch (OnPremisesException e)
            {
                e.Remedy.ShouldNotBeEmpty();
            }
        }
    }

    private ActiveDirectoryDomain Through(TcpFaultProxy proxy) => domain.Open(options => options with
    {
        Servers = [new LdapEndpoint("127.0.0.1", proxy.EndPoint.Port, LdapTransportSecurity.Tls)],
        Tls = domain.Tls with { ServerName = "localhost" },
        PageSize = 5,
    });
}
