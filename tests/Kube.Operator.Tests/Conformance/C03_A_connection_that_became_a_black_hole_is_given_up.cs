using FaultProxy.Tcp;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

public sealed class C03_A_connection_that_became_a_black_hole_is_given_up(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task Within_a_minute()
    {
        var home = await Cluster.NamespaceAsync();
        await using var tcp = Cluster.Tcp();
        using var server = Cluster.Through(tcp);
        await using var running = await Running.StartAsync(Surroundings.Cluster.Informer(server, home), Cancellation);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancellation); // the watch is open

        tcp.StrikeOpenConnections(new TcpFault.Stall(0)); // nothing passes, nothing closes
        await Cluster.Widgets.CreateAsync(Widget.Named("unseen", home), "tests", Cancellation);

        await Eventually.IsTrueAsync(() => running.Store.Count == 1, TimeSpan.FromSeconds(60));
    }
}
