using System.Text.Json.Nodes;
using FaultProxy.Http;
using FaultProxy.Tcp;
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

    [Fact]
    public async Task And_one_that_was_known_does_not_look_deleted_after_a_new_list()
    {
        var home = await Cluster.NamespaceAsync();
        var known = await Cluster.Widgets.CreateAsync(Widget.Named("known", home), "tests", Cancellation);
        await using var http = await Cluster.HttpAsync();
        await using var tcp = TcpFaultProxy.Start(http.Url.Host, http.Url.Port);
        using var server = Cluster.Through(new Uri($"http://{tcp.EndPoint}"));
        await using var running = await Running.StartAsync(Surroundings.Cluster.Informer(server, home), Cancellation);

        await tcp.StopListeningAsync();
        tcp.StrikeOpenConnections(new TcpFault.Reset(0));
        await BreakAsync("known", home);
        http.Add(new HttpFaultRule(new HttpFault.Answer(410, Expired), PathContains: "watch=true"));
        tcp.ListenAgain();
        await Cluster.Widgets.CreateAsync(Widget.Named("later", home), "tests", Cancellation);

        await Eventually.IsTrueAsync(() => running.Store.Find(new ObjectKey(home, "later")) is not null, Soon);
        running.Store.Find(known.Key).ShouldNotBeNull();
        running.Changes.OfType<StoreChange<Widget>.Deleted>().ShouldBeEmpty();
    }

    private Task<Widget> BreakAsync(string name, string home)
    {
        var apply = Cluster.Widgets.ApplyAsync(
            new ObjectKey(home, name), new JsonObject { ["spec"] = new JsonObject { ["size"] = "not a number" } }, "tests", Cancellation);
        return apply.ContinueWith(_ => Widget.Named(name, home), Cancellation, TaskContinuationOptions.None, TaskScheduler.Default); // the answer cannot be read either
    }
}
