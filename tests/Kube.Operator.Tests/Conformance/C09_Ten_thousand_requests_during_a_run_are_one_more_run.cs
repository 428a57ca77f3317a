using Kube.Operator.Controllers;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

public sealed class C09_Ten_thousand_requests_during_a_run_are_one_more_run(Cluster cluster) : ConformanceTest(cluster)
{
    // In which a run too many would begin.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task And_never_two_at_once()
    {
        var home = await Cluster.NamespaceAsync();
        var widget = await Cluster.Widgets.CreateAsync(Widget.Named("one", home), "tests", Cancellation);
        var release = new TaskCompletionSource();
        var entityController = new EntityController(async (_, _) =>
        {
            await release.Task;
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

        await Task.Delay(Pause, TimeProvider.System, Cancellation);
        entityController.Runs.ShouldBe(1); // three workers are free, but the key is being worked on
        release.SetResult();
        await Eventually.IsTrueAsync(() => entityController.Runs >= 2 && controller is { Waiting: 0, Processing: 0 }, Soon);
        await Task.Delay(Pause, TimeProvider.System, Cancellation);

        entityController.Runs.ShouldBe(2);
        await stop.CancelAsync();
        await working;
    }
}
