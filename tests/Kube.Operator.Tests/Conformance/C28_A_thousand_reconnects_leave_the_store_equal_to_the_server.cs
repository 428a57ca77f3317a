using FaultProxy.Tcp;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

[Collection(AloneCollection.Name)]
public sealed class C28_A_thousand_reconnects_leave_the_store_equal_to_the_server(Cluster cluster) : ConformanceTest(cluster)
{
    private const int Reconnects = 1000;
    private const int WarmAt = 200;
    private const int Informers = 4;

    // Waits of a second are waits of a millisecond (a thousand reconnects are hours of them), so nobody waits for long.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task And_nothing_grows()
    {
        var random = new Random(28);
        var home = await Cluster.NamespaceAsync();
        await using var tcp = Cluster.Tcp();
        var servers = Enumerable.Range(0, Informers).Select(_ => Cluster.Through(tcp)).ToArray(); // each with a connection of its own
        var informers = await Task.WhenAll(servers.Select(server =>
            Running.StartAsync(Surroundings.Cluster.Informer(server, home, time: new FastTime(1000)), Cancellation, keepsChanges: false)));
        try
        {
            using var stop = new CancellationTokenSource();
            var changing = ChangeAsync(home, new Random(29), stop.Token);

            await ReconnectAsync(tcp, random, upTo: WarmAt);
            var (handles, memory) = (Handles(), Memory());
            await ReconnectAsync(tcp, random, upTo: Reconnects);
            var (handlesAfter, memoryAfter) = (Handles(), Memory());

            await stop.CancelAsync();
            await changing;
            await AreEqualAsync(informers, home);
            await DeleteWhileNobodyLooksAsync(tcp, home);
            await AreEqualAsync(informers, home);
            TestContext.Current.TestOutputHelper?.WriteLine($"handles {handles} -> {handlesAfter}, memory {memory / 1024} -> {memoryAfter / 1024} KiB, {tcp.AcceptedConnections} connections");
            handlesAfter.ShouldBeLessThan(handles + 40);
            memoryAfter.ShouldBeLessThan(memory + (512 * 1024));
        }
        finally
        {
            await EndAsync(informers, servers);
        }
    }

    private static async Task ReconnectAsync(TcpFaultProxy tcp, Random random, int upTo)
    {
        var (accepted, since) = (tcp.AcceptedConnections, TimeProvider.System.GetTimestamp());
        while (tcp.AcceptedConnections < upTo)
        {
            tcp.StrikeOpenConnections(random.Next(3) switch { 0 => new TcpFault.Reset(0), 1 => new TcpFault.Cut(0), _ => new TcpFault.Cut(random.Next(4000)) });
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(5, 30)), TimeProvider.System, Cancellation);
            if (tcp.AcceptedConnections != accepted)
            {
                (accepted, since) = (tcp.AcceptedConnections, TimeProvider.System.GetTimestamp());
            }
            else if (TimeProvider.System.GetElapsedTime(since) > LongestSilence)
            {
                throw new TimeoutException($"No informer has connected again for {LongestSilence.TotalSeconds:0} s, after {accepted} connections of {upTo}.");
            }
        }
    }

    private async Task AreEqualAsync(Running[] informers, string home)
    {
        var truth = (await Cluster.Widgets.ListAsync(new(home), Cancellation)).ToDictionary(widget => widget.Key, widget => widget.Metadata.ResourceVersion!);
        truth.ShouldNotBeEmpty();
        await Eventually.IsEmptyAsync(() => [.. informers.SelectMany((running, number) => Differences(number, running, truth))], Soon);
    }

    private static IEnumerable<string> Differences(int number, Running running, Dictionary<ObjectKey, string> truth)
    {
        foreach (var widget in running.Store.All.Where(widget => !truth.ContainsKey(widget.Key)))
        {
            yield return $"informer {number} has {widget.Key}, which is deleted";
        }

        foreach (var (key, version) in truth)
        {
            if (running.Store.Find(key)?.Metadata.ResourceVersion is var known && !string.Equals(known, version, StringComparison.Ordinal))
            {
                yield return $"informer {number} has {key} at {known ?? "no version"}, the server at {version}";
            }
        }
    }

    private async Task ChangeAsync(string home, Random random, CancellationToken stop)
    {
        await Cluster.Widgets.CreateAsync(Widget.Named("always", home), "tests", Cancellation);
        while (!stop.IsCancellationRequested)
        {
            var name = $"widget-{random.Next(8)}";
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

    // What happens while a connection is down must be seen all the same, and no later event of the object makes up for it.
    private async Task DeleteWhileNobodyLooksAsync(TcpFaultProxy tcp, string home)
    {
        await tcp.StopListeningAsync();
        tcp.StrikeOpenConnections(new TcpFault.Reset(0));
        await Eventually.IsTrueAsync(() => tcp.OpenConnections == 0, Soon);
        foreach (var widget in await Cluster.Widgets.ListAsync(new(home), Cancellation))
        {
            await Cluster.Widgets.DeleteAsync(widget, Cancellation);
        }

        await Cluster.Widgets.CreateAsync(Widget.Named("last", home), "tests", Cancellation);
        tcp.ListenAgain();
    }

    private static async Task EndAsync(Running[] informers, ApiServer[] servers)
    {
        foreach (var running in informers)
        {
            await running.DisposeAsync();
        }

        foreach (var server in servers)
        {
            server.Dispose();
        }
    }

    private static int Handles() => Directory.GetFiles("/proc/self/fd").Length;

    private static long Memory() => GC.GetTotalMemory(forceFullCollection: true);
}
