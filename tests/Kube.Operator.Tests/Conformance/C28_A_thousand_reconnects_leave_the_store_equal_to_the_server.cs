using FaultProxy.Tcp;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

public sealed class C28_A_thousand_reconnects_leave_the_store_equal_to_the_server(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task And_nothing_grows()
    {
        var random = new Random(28);
        var home = await Cluster.NamespaceAsync();
        await using var tcp = Cluster.Tcp();
        using var server = Cluster.Through(tcp);
        // Waits of a second are waits of a millisecond: a thousand reconnects are hours of them.
        await using var running = await Running.StartAsync(Surroundings.Cluster.Informer(server, home, time: new FastTime(1000)), Cancellation);
        using var stop = new CancellationTokenSource();
        var changing = ChangeAsync(home, random, stop.Token);

        var (handles, memory) = (0, 0L);
        while (tcp.AcceptedConnections < 1000)
        {
            tcp.StrikeOpenConnections(random.Next(3) switch { 0 => new TcpFault.Reset(0), 1 => new TcpFault.Cut(0), _ => new TcpFault.Cut(random.Next(4000)) });
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(5, 30)), TimeProvider.System, Cancellation);
            if (handles == 0 && tcp.AcceptedConnections >= 200)
            {
                (handles, memory) = (Handles(), GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        await stop.CancelAsync();
        await changing;
        var truth = (await Cluster.Widgets.ListAsync(new(home), Cancellation)).ToDictionary(widget => widget.Key, widget => widget.Metadata.ResourceVersion);
        await Eventually.IsTrueAsync(
            () => running.Store.Count == truth.Count && running.Store.All.All(widget => truth.GetValueOrDefault(widget.Key) == widget.Metadata.ResourceVersion), Soon);
        TestContext.Current.TestOutputHelper?.WriteLine($"handles {handles} -> {Handles()}, memory {memory / 1024} -> {GC.GetTotalMemory(forceFullCollection: true) / 1024} KiB, {tcp.AcceptedConnections} connections");
        Handles().ShouldBeLessThan(handles + 100); // other tests run at the same time
        GC.GetTotalMemory(forceFullCollection: true).ShouldBeLessThan(memory + (64 * 1024 * 1024));
    }

    private async Task ChangeAsync(string home, Random random, CancellationToken stop)
    {
        var numbers = new Random(random.Next());
        while (!stop.IsCancellationRequested)
        {
            var name = $"widget-{numbers.Next(20)}";
            var known = await Cluster.Widgets.FindAsync(new(home, name), Cancellation);
            if (known is null)
            {
                await Cluster.Widgets.CreateAsync(Widget.Named(name, home), "tests", Cancellation);
            }
            else
            {
                await Cluster.Widgets.DeleteAsync(known, Cancellation);
            }
        }
    }

    private static int Handles() => Directory.GetFiles("/proc/self/fd").Length;
}
