using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Client.Schema;
using Kube.Operator.Conditions;
using Kube.Operator.Finalizers;
using Kube.Operator.Tests.Surroundings;
using Kube.Operator.Writes;

namespace Kube.Operator.Tests.Conformance;

public sealed class C18_Fields_that_we_do_not_know_survive_every_write(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task Status_finalizers_and_apply()
    {
        var home = await Cluster.NamespaceAsync();
        var writes = new WriteTracker(TimeProvider.System);
        var widget = await Cluster.Widgets.ApplyAsync(
            new ObjectKey(home, "one"),
            JsonNode.Parse("""{"spec": {"size": 1, "future": {"field": [1, 2]}}, "futureTop": "kept"}""")!.AsObject(), "user", Cancellation);
        await Cluster.Widgets.MergeStatusAsync(widget, JsonNode.Parse("""{"futureStatus": "kept"}""")!.AsObject(), "other", Cancellation);
        widget = (await Cluster.Widgets.FindAsync(widget.Key, Cancellation))!;

        var condition = ReconcileSummary.Of("Ready", ConditionStatus.True, "Fine", "All is well.") with { LastTransitionTime = DateTimeOffset.UnixEpoch };
        await new StatusWriter<Widget, WidgetSpec, WidgetStatus>(Cluster.Widgets, writes, "tests")
            .WriteAsync(widget, new WidgetStatus { ObservedGeneration = 1, Conditions = [condition] }, Cancellation);
        widget = (await Cluster.Widgets.FindAsync(widget.Key, Cancellation))!;
        await new FinalizerStep<Widget>(Cluster.Widgets, "kube.test/ours", writes, "tests").EnsureAsync(widget, Cancellation);
        await Cluster.Widgets.ApplyAsync(widget.Key, JsonNode.Parse("""{"metadata": {"labels": {"a": "b"}}}""")!.AsObject(), "tests", Cancellation);

        var now = await Cluster.Server.SendAsync<JsonElement>(HttpMethod.Get, ResourceType.Of<Widget>().PathOf(widget.Key), body: null, Cancellation);
        now.GetProperty("spec").GetProperty("future").GetRawText().Replace(" ", string.Empty, StringComparison.Ordinal).ShouldBe("""{"field":[1,2]}""");
        now.GetProperty("futureTop").GetString().ShouldBe("kept");
        now.GetProperty("status").GetProperty("futureStatus").GetString().ShouldBe("kept");
        now.GetProperty("status").GetProperty("observedGeneration").GetInt64().ShouldBe(1);
        now.GetProperty("metadata").GetProperty("finalizers").GetArrayLength().ShouldBe(1);
    }
}
