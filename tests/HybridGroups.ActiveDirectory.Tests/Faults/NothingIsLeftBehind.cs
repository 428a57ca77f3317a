using System.Runtime.CompilerServices;
using FaultProxy.Tcp;
using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Ports;
using Ldap;
using TestEnvironment;

namespace HybridGroups.ActiveDirectory.Tests.Faults;

[Collection(nameof(Counted))]
public sealed class NothingIsLeftBehind(Domain domain)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private static readonly TcpFault[] Faults =
    [
        new TcpFault.Cut(0), new TcpFault.Stall(0), new TcpFault.Reset(0), new TcpFault.Cut(2_500), new TcpFault.Stall(4_000), new TcpFault.Reset(20_000),
    ];

    [Fact]
    public async Task By_reads_writes_and_watches_that_every_fault_has_struck()
    {
        // Once before counting: the first connection loads libraries that stay.
        await RoundsAsync([new TcpFault.Pass()], new Leftovers());
        var leftovers = new Leftovers();
        await RoundsAsync([.. Enumerable.Repeat(Faults, 4).SelectMany(faults => faults)], leftovers);
        (await leftovers.DescribeAsync(Domain.Cancellation)).ShouldBe("");
    }

    private async Task RoundsAsync(IReadOnlyList<TcpFault> faults, Leftovers leftovers)
    {
        await using var proxy = TcpFaultProxy.Start(domain.Server.Host, domain.Server.Port);
        foreach (var fault in faults) await RoundAsync(proxy, fault, leftovers);
    }

    // Not inlined: a local variable of the test would keep what is to be gone.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task RoundAsync(TcpFaultProxy proxy, TcpFault fault, Leftovers leftovers)
    {
        await using var directory = leftovers.Watch(domain.Open(options => options with
        {
            Servers = [new LdapEndpoint("127.0.0.1", proxy.EndPoint.Port, LdapTransportSecurity.Tls)],
            Tls = domain.Tls with { ServerName = "localhost" },
            PageSize = 20,
            ConnectTimeout = Limit,
            OperationTimeout = Limit,
        }));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Domain.Cancellation);
        var watching = WatchAsync(directory, end.Token);
        await AttemptAsync(async () => await directory.DescribeAsync(Domain.Cancellation));
        proxy.StrikeOpenConnections(fault);
        proxy.Next(fault);

        await AttemptAsync(async () => await directory.ReadAllAsync(_ => { }, Domain.Cancellation));
        await AttemptAsync(async () => await directory.ReadIdentitiesAsync(Domain.Cancellation));
        await AttemptAsync(() => directory.DeleteGroupAsync(Guid.NewGuid(), new WritebackAnchor(Guid.NewGuid()), Domain.Cancellation));
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(3), TimeProvider.System);
        await AttemptAsync(async () => await directory.ReadAllAsync(_ => { }, cancelled.Token));
        await end.CancelAsync();
        await watching;
    }

    private static async Task WatchAsync(ActiveDirectoryDomain directory, CancellationToken cancellation) => await AttemptAsync(async () =>
    {
        await foreach (var hint in directory.WatchAsync(cancellation)) hint.ShouldBeOneOf(ChangeHint.Changed, ChangeHint.MayHaveMissed);
    });

    // What fails is not the question here, but what it leaves.
    private static async Task AttemptAsync(Func<Task> operation)
    {
        try
        {
            await operation();
        }
        catch (Exception e) when (e is OnPremisesException or OperationCanceledException)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(e.Message);
        }
    }
}
