using System.Text.Json.Nodes;
using FaultProxy.Tcp;
using Kube.Operator.Controllers;
using Kube.Operator.Tests.Surroundings;
using Kube.Operator.Writes;

namespace Kube.Operator.Tests.Conformance;

public sealed class C30_A_key_waits_until_the_cache_has_its_own_write(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task And_then_sees_it()
    {
        var home = await Cluster.NamespaceAsync();
        var widget = await Cluster.Widgets.CreateAsync(Widget.Named("one", home), "tests", Cancellation);
        var writes = new WriteTracker(TimeProvider.System);
        var seen = new List<int>();
        var entityController = new EntityController(async (item, cancellation) =>
        {
            seen.Add(item.Spec.Size);
            if (item.Spec.Size == 1)
            {
                writes.Note(await Cluster.Widgets.MergeAsync(item.Key, new JsonObject { ["spec"] = new JsonObject { ["size"] = 2 } }, "tests", cancellation));
            }

            return new ReconcileResult.Done();
        });
        await using var tcp = Cluster.Tcp();
        using var server = Cluster.Through(tcp);
        var informer = Surroundings.Cluster.Informer(server, home);
        using var controller = ControllerOf(entityController, informer, writes);
        await using var running = await Running.StartAsync(informer, Cancellation);
        await tcp.StopListeningAsync();
        tcp.StrikeOpenConnections(new TcpFault.Reset(0)); // the cache is stale from now on
        using var stop = new CancellationTokenSource();
        var working = controller.RunAsync(stop.Token);
        await Eventually.IsTrueAsync(() => seen.Count == 1, Soon);

        controller.Enqueue(widget.Key);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancellation);
        seen.ShouldBe([1]); // a second run would see the size of before, and write again
        tcp.ListenAgain();

        await Eventually.IsTrueAsync(() => seen.Count >= 2, Soon);
        seen[1].ShouldBe(2);
        await stop.CancelAsync();
        await working;
    }
}
