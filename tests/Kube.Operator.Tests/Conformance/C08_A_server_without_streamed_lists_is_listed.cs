using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

public sealed class C08_A_server_without_streamed_lists_is_listed(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task At_once()
    {
        var home = await Cluster.NamespaceAsync();
        await Cluster.Widgets.CreateAsync(Widget.Named("one", home), "tests", Cancellation);
        await using var http = await Cluster.HttpAsync();
        var streams = http.Add(Counting("sendInitialEvents=true"));
        var lists = http.Add(Counting("limit="));
        using var server = Cluster.Through(http.Url);

        await using var running = await Running.StartAsync(Surroundings.Cluster.Informer(server, home, streamsLists: true), Cancellation).WaitAsync(Soon, TimeProvider.System, Cancellation);

        running.Store.Count.ShouldBe(1);
        (streams.Struck, lists.Struck).ShouldBe((1, 1));
    }
}
