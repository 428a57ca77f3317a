using System.Text.Json.Nodes;
using Kube.Operator.Controllers;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

public sealed class C11_A_change_of_an_annotation_alone_is_reconciled(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task But_not_one_of_the_status()
    {
        var home = await Cluster.NamespaceAsync();
        var widget = await Cluster.Widgets.CreateAsync(Widget.Named("one", home), "tests", Cancellation);
        var entityController = new EntityController((_, _) => Task.FromResult<ReconcileResult>(new ReconcileResult.Done()));
        var informer = Surroundings.Cluster.Informer(Cluster.Server, home);
        using var controller = ControllerOf(entityController, informer);
        await using var running = await Running.StartAsync(informer, Cancellation);
        using var stop = new CancellationTokenSource();
        var working = controller.RunAsync(stop.Token);
        await Eventually.IsTrueAsync(() => entityController.Runs == 1, Soon);

        var written = await Cluster.Widgets.MergeStatusAsync(widget, new JsonObject { ["observedGeneration"] = 1 }, "tests", Cancellation);
        await Eventually.IsTrueAsync(() => running.Store.Find(widget.Key)!.Metadata.ResourceVersion == written.Metadata.ResourceVersion, Soon);
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancellation);
        entityController.Runs.ShouldBe(1);

        await Cluster.Widgets.MergeAsync(
            widget.Key, new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["now"] = "please" } } }, "tests", Cancellation);
        await Eventually.IsTrueAsync(() => entityController.Runs == 2, Soon);
        await stop.CancelAsync();
        await working;
    }
}
