using System.Runtime.CompilerServices;
using FaultProxy.Tcp;
using Ldap.Tests.Servers;
using TestEnvironment;

namespace Ldap.Tests.Faults;

[Collection(nameof(Counted))]
public sealed class NothingIsLeftBehind(RealDirectory directory)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_connections_that_were_cut_reset_stalled_refused_cancelled_or_just_closed()
    {
        // Once before counting: the first connection loads libraries that stay.
        await RoundsAsync(1, new Leftovers());
        var leftovers = new Leftovers();
        await RoundsAsync(36, leftovers);
        (await leftovers.DescribeAsync(Cancellation)).ShouldBe("");
    }

    private async Task RoundsAsync(int rounds, Leftovers leftovers)
    {
        await using var proxy = TcpFaultProxy.Start(directory.Host, LdapEndpoint.TlsPort);
        for (var round = 0; round < rounds; round++)
        {
            await RoundAsync(proxy, round, leftovers);
            await RefusedAsync(proxy, round);
        }
    }

    // Not inlined: a local variable of the test would keep what is to be gone.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task RoundAsync(TcpFaultProxy proxy, int round, Leftovers leftovers)
    {
        using var cancelling = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var connection = leftovers.Watch(await LdapConnection.ConnectAsync(Through(proxy), Cancellation));
        var request = new LdapSearchRequest(directory.BaseName, LdapScope.Subtree, LdapFilter.Everything);
        var search = connection.FindAsync(request, cancelling.Token);
        var watch = connection.FindAsync(request with { Controls = [LdapControls.ChangeNotification] }, cancelling.Token);
        switch (round % 6)
        {
            case 1:
                proxy.StrikeOpenConnections(new TcpFault.Reset(0));
                break;
            case 2:
                await connection.DisposeAsync();
                break;
            case 3:
                proxy.StrikeOpenConnections(new TcpFault.Cut(0));
                break;
            case 4:
                proxy.StrikeOpenConnections(new TcpFault.Stall(0));
                break;
            case 5:
                await cancelling.CancelAsync();
                break;
        }

        await ((Task)search).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await cancelling.CancelAsync();
        await ((Task)watch).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        connection.InFlight.ShouldBe(0);
        await connection.DisposeAsync();
    }

    private async Task RefusedAsync(TcpFaultProxy proxy, int round)
    {
        proxy.Next(round % 3 == 0 ? new TcpFault.Refuse() : round % 3 == 1 ? new TcpFault.Cut(700) : new TcpFault.Reset(1_500));
        var error = await Should.ThrowAsync<LdapException>(() => LdapConnection.ConnectAsync(Through(proxy), Cancellation));
        error.Remedy.ShouldNotBeEmpty();
    }

    private LdapConnectionOptions Through(TcpFaultProxy proxy) =>
        directory.Options(endpoint: new LdapEndpoint("127.0.0.1", proxy.EndPoint.Port, LdapTransportSecurity.Tls)) with
        {
            Tls = directory.Tls with { ServerName = "localhost" },
            ConnectTimeout = Limit,
            OperationTimeout = Limit,
        };
}
