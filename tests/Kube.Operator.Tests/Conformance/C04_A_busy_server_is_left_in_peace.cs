using FaultProxy.Http;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

public sealed class C04_A_busy_server_is_left_in_peace(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task As_long_as_it_asks_and_without_a_new_list()
    {
        var home = await Cluster.NamespaceAsync();
        await using var http = await Cluster.HttpAsync();
        var busy = http.Add(new HttpFaultRule(new HttpFault.Answer(429, RetryAfterSeconds: 5), PathContains: "watch=true"));
        var watches = http.Add(Counting("watch=true"));
        var lists = http.Add(Counting("limit="));
        using var server = Cluster.Through(http.Url);
        await using var running = await Running.StartAsync(Surroundings.Cluster.Informer(server, home), Cancellation);
        await Eventually.IsTrueAsync(() => busy.Struck == 1, Soon);
        var began = TimeProvider.System.GetTimestamp();

        await Eventually.IsTrueAsync(() => watches.Struck == 1, Soon);

        TimeProvider.System.GetElapsedTime(began).ShouldBeGreaterThan(TimeSpan.FromSeconds(4.9));
        lists.Struck.ShouldBe(1); // the one at start
    }
}
