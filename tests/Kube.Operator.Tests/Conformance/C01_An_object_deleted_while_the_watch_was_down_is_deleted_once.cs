using FaultProxy.Http;
using FaultProxy.Tcp;
using Kube.Operator.Informers;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

public sealed class C01_An_object_deleted_while_the_watch_was_down_is_deleted_once(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task With_its_last_state_after_the_history_was_compacted()
    {
        var home = await Cluster.NamespaceAsync();
        var doomed = await Cluster.Widgets.CreateAsync(Widget.Named("doomed", home, size: 7), "tests", Cancellation);
        await Cluster.Widgets.CreateAsync(Widget.Named("stays", home), "tests", Cancellation);
        await using var http = await Cluster.HttpAsync();
        await using var tcp = TcpFaultProxy.Start(http.Url.Host, http.Url.Port);
        using var server = Cluster.Through(new Uri($"http://{tcp.EndPoint}"));
        await using var running = await Running.StartAsync(Surroundings.Cluster.Informer(server, home), Cancellation);

        await tcp.StopListeningAsync();
        tcp.StrikeOpenConnections(new TcpFault.Reset(0));
        await Cluster.Widgets.DeleteAsync(doomed, Cancellation);
        var compacted = http.Add(new HttpFaultRule(new HttpFault.Answer(410, Expired), PathContains: "watch=true"));
        tcp.ListenAgain();

        await Eventually.IsTrueAsync(() => running.Store.Count == 1, Soon);
        compacted.Struck.ShouldBe(1);
        running.Changes.OfType<StoreChange<Widget>.Deleted>().ShouldHaveSingleItem().Last.Spec.Size.ShouldBe(7);
        running.Changes.OfType<StoreChange<Widget>.Added>().Count().ShouldBe(2); // none of them twice
    }
}
