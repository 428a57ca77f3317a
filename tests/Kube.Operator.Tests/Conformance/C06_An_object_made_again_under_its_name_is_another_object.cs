using FaultProxy.Tcp;
using Kube.Operator.Informers;
using Kube.Operator.Tests.Surroundings;
using FaultProxy.Http;

namespace Kube.Operator.Tests.Conformance;

public sealed class C06_An_object_made_again_under_its_name_is_another_object(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task The_old_one_is_deleted_and_the_new_one_added()
    {
        var home = await Cluster.NamespaceAsync();
        var old = await Cluster.Widgets.CreateAsync(Widget.Named("twin", home), "tests", Cancellation);
        await using var http = await Cluster.HttpAsync();
        await using var tcp = TcpFaultProxy.Start(http.Url.Host, http.Url.Port);
        using var server = Cluster.Through(new Uri($"http://{tcp.EndPoint}"));
        await using var running = await Running.StartAsync(Surroundings.Cluster.Informer(server, home), Cancellation);

        await tcp.StopListeningAsync();
        tcp.StrikeOpenConnections(new TcpFault.Reset(0));
        await Cluster.Widgets.DeleteAsync(old, Cancellation);
        var made = await Cluster.Widgets.CreateAsync(Widget.Named("twin", home), "tests", Cancellation);
        http.Add(new HttpFaultRule(new HttpFault.Answer(410, Expired), PathContains: "watch=true"));
        tcp.ListenAgain();

        await Eventually.IsTrueAsync(() => running.Store.Find(made.Key)?.Metadata.Uid == made.Metadata.Uid, Soon);
        running.Changes.Skip(1).Select(change => change switch
        {
            StoreChange<Widget>.Deleted deleted => $"deleted {deleted.Last.Metadata.Uid}",
            StoreChange<Widget>.Added added => $"added {added.Object.Metadata.Uid}",
            _ => "updated",
        }).ShouldBe([$"deleted {old.Metadata.Uid}", $"added {made.Metadata.Uid}"]);
    }
}
