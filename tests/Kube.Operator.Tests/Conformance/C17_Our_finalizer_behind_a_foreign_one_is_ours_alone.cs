using System.Text.Json.Nodes;
using Kube.Operator.Finalizers;
using Kube.Operator.Tests.Surroundings;
using Kube.Operator.Writes;

namespace Kube.Operator.Tests.Conformance;

public sealed class C17_Our_finalizer_behind_a_foreign_one_is_ours_alone(Cluster cluster) : ConformanceTest(cluster)
{
    private const string Ours = "kube.test/ours";

    [Fact]
    public async Task It_is_added_behind_and_removed_from_behind()
    {
        var home = await Cluster.NamespaceAsync();
        var step = new FinalizerStep<Widget>(Cluster.Widgets, Ours, new WriteTracker(TimeProvider.System), "tests");
        var widget = await Cluster.Widgets.CreateAsync(Widget.Named("one", home), "tests", Cancellation);
        widget = await Cluster.Widgets.MergeAsync(
            widget.Key, new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = new JsonArray("foreign.test/first") } }, "somebody", Cancellation);

        (await step.EnsureAsync(widget, Cancellation)).ShouldBeFalse(); // set just now: work begins when it comes again
        widget = (await Cluster.Widgets.FindAsync(widget.Key, Cancellation))!;
        widget.Metadata.Finalizers.ShouldBe(["foreign.test/first", Ours]);
        (await step.EnsureAsync(widget, Cancellation)).ShouldBeTrue();

        await Cluster.Widgets.DeleteAsync(widget, Cancellation);
        await step.RemoveAsync(widget, Cancellation);

        (await Cluster.Widgets.FindAsync(widget.Key, Cancellation))!.Metadata.Finalizers.ShouldBe(["foreign.test/first"]);
    }

    [Fact]
    public async Task It_is_never_added_to_an_object_being_deleted_nor_by_an_outdated_look()
    {
        var home = await Cluster.NamespaceAsync();
        var step = new FinalizerStep<Widget>(Cluster.Widgets, Ours, new WriteTracker(TimeProvider.System), "tests");
        var read = await Cluster.Widgets.CreateAsync(Widget.Named("one", home), "tests", Cancellation);
        await Cluster.Widgets.MergeAsync(read.Key, new JsonObject { ["spec"] = new JsonObject { ["size"] = 2 } }, "somebody", Cancellation);

        (await Should.ThrowAsync<Kube.Client.Errors.KubeApiException>(() => step.EnsureAsync(read, Cancellation))).IsConflict.ShouldBeTrue();
        (await step.EnsureAsync(read with { Metadata = read.Metadata with { DeletionTimestamp = DateTimeOffset.UnixEpoch } }, Cancellation)).ShouldBeFalse();

        (await Cluster.Widgets.FindAsync(read.Key, Cancellation))!.Metadata.Finalizers.ShouldBeNull();
    }

    [Fact]
    public async Task An_object_made_again_under_its_name_keeps_its_finalizer()
    {
        var home = await Cluster.NamespaceAsync();
        var step = new FinalizerStep<Widget>(Cluster.Widgets, Ours, new WriteTracker(TimeProvider.System), "tests");
        var widget = await Cluster.Widgets.CreateAsync(Widget.Named("one", home), "tests", Cancellation);
        await step.EnsureAsync(widget, Cancellation);

        await step.RemoveAsync(widget with { Metadata = widget.Metadata with { Uid = "another" } }, Cancellation);

        (await Cluster.Widgets.FindAsync(widget.Key, Cancellation))!.Metadata.Finalizers.ShouldBe([Ours]);
    }
}
