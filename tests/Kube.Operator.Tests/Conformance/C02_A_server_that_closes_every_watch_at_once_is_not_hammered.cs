using FaultProxy.Http;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

public sealed class C02_A_server_that_closes_every_watch_at_once_is_not_hammered(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task At_most_three_watches_in_ten_seconds()
    {
        var home = await Cluster.NamespaceAsync();
        await using var http = await Cluster.HttpAsync();
        var closed = http.Add(new HttpFaultRule(new HttpFault.Answer(200), PathContains: "watch=true", Times: null));
        using var server = Cluster.Through(http.Url);
        await using var running = await Running.StartAsync(Surroundings.Cluster.Informer(server, home), Cancellation);

        await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System, Cancellation);

        closed.Struck.ShouldBeInRange(2, 3);
    }
}
