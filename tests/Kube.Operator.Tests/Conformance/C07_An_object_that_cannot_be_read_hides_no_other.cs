using System.Text.Json.Nodes;
using Kube.Client.Metadata;
using Kube.Operator.Informers;
using Kube.Operator.Metrics;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

public sealed class C07_An_object_that_cannot_be_read_hides_no_other(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task Neither_in_a_list_nor_in_a_watch()
    {
        using var metrics = new MetricsExporter("Kube.");
        var home = await Cluster.NamespaceAsync();
        await Cluster.Widgets.CreateAsync(Widget.Named("good", home), "tests", Cancellation);
        await BreakAsync("broken-in-list", home);
        await using var running = await Running.StartAsync(Surroundings.Cluster.Informer(Cluster.Server, home), Cancellation);
        running.Store.All.Select(widget => widget.Metadata.Name).ShouldBe(["good"]);

        await BreakAsync("good", home); // known before: it must not look deleted
        await Cluster.Widgets.CreateAsync(Widget.Named("later", home), "tests", Cancellation);

        await Eventually.IsTrueAsync(() => running.Store.Find(new ObjectKey(home, "later")) is not null, Soon);
        running.Store.Find(new ObjectKey(home, "good")).ShouldNotBeNull();
        running.Changes.OfType<StoreChange<Widget>.Deleted>().ShouldBeEmpty();
        metrics.Write().ShouldContain("informer_undecodable_objects_total{kind=\"Widget\"} 2");
    }

    private Task<Widget> BreakAsync(string name, string home)
    {
        var apply = Cluster.Widgets.ApplyAsync(
            new ObjectKey(home, name), new JsonObject { ["spec"] = new JsonObject { ["size"] = "not a number" } }, "tests", Cancellation);
        return apply.ContinueWith(_ => Widget.Named(name, home), Cancellation, TaskContinuationOptions.None, TaskScheduler.Default); // the answer cannot be read either
    }
}
