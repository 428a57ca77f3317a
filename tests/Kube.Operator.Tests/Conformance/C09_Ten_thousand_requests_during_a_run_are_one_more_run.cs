using Kube.Operator.Controllers;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

public sealed class C09_Ten_thousand_requests_during_a_run_are_one_more_run(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task And_never_two_at_once()
    {
        var home = await Cluster.NamespaceAsync();
        var widget = await Cluster.Widgets.CreateAsync(Widget.Named("one", home), "tests", Cancellation);
        var release = new TaskCompletionSource();
        var (now, most) = (0, 0);
        var entityController = new EntityController(async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await release.Task;
            Interlocked.Decrement(ref now);
            return new ReconcileResult.Done();
        });
        var informer = Surroundings.Cluster.Informer(Cluster.Server, home);
        using var controller = ControllerOf(entityController, informer, workers: 4);
        await using var running = await Running.StartAsync(informer, Cancellation);
        using var stop = new CancellationTokenSource();
        var working = controller.RunAsync(stop.Token);
        await Eventually.IsTrueAsync(() => entityController.Runs == 1, Soon);

        for (var number = 0; number < 10_000; number++)
        {
            controller.Enqueue(widget.Key);
        }

        release.SetResult();
        await Eventually.IsTrueAsync(() => entityController.Runs == 2 && controller is { Waiting: 0, Processing: 0 }, Soon);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Cancellation);

        (entityController.Runs, most).ShouldBe((2, 1));
        await stop.CancelAsync();
        await working;
    }
}
