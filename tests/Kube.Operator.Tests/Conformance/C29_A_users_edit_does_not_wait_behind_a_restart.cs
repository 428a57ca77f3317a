using System.Text.Json.Nodes;
using Kube.Operator.Controllers;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

public sealed class C29_A_users_edit_does_not_wait_behind_a_restart(Cluster cluster) : ConformanceTest(cluster)
{
    private const int Objects = 5000;
    private const int Few = 20;

    [Fact]
    public async Task It_is_served_among_the_first()
    {
        var home = await Cluster.NamespaceAsync();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Objects), new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Cancellation },
            async (number, cancellation) => await Cluster.Widgets.CreateAsync(Widget.Named($"widget-{number}", home), "tests", cancellation));
        var gate = new SemaphoreSlim(0);
        var entityController = new EntityController(async (_, cancellation) =>
        {
            await gate.WaitAsync(cancellation);
            return new ReconcileResult.Done();
        });
        var informer = Surroundings.Cluster.Informer(Cluster.Server, home);
        using var controller = ControllerOf(entityController, informer);
        await using var running = await Running.StartAsync(informer, Cancellation);
        using var stop = new CancellationTokenSource();
        var working = controller.RunAsync(stop.Token);
        await Eventually.IsTrueAsync(() => entityController.Runs == 1 && controller.Waiting == Objects - 1, Soon);

        // The queue was filled in the order of the store: without its priority, this one would be served last of all.
        var last = running.Store.All.Last();
        entityController.Order.ShouldNotContain(last.Key);
        var edited = await Cluster.Widgets.MergeAsync(last.Key, new JsonObject { ["spec"] = new JsonObject { ["size"] = 2 } }, "user", Cancellation);
        await Eventually.IsTrueAsync(() => running.Store.Find(last.Key)!.Metadata.ResourceVersion == edited.Metadata.ResourceVersion, Soon);

        // The store knows of the edit a moment before the queue does: so one after the other, and few of five thousand.
        for (var served = 2; served <= Few && !entityController.Order.Contains(last.Key); served++)
        {
            gate.Release();
            await Eventually.IsTrueAsync(() => entityController.Runs == served, Soon);
        }

        entityController.Order.ShouldContain(last.Key);
        await stop.CancelAsync();
        await working;
    }
}
