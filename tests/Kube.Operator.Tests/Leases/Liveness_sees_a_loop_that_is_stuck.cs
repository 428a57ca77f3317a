using FaultProxy.Tcp;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Leases;

public sealed class Liveness_sees_a_loop_that_is_stuck(Cluster cluster) : LeaseTest(cluster)
{
    [Fact]
    public async Task And_not_one_that_merely_cannot_reach_the_server()
    {
        var home = await Cluster.NamespaceAsync();
        await using var tcp = Cluster.Tcp();
        using var patient = Cluster.Through(tcp, limit: TimeSpan.FromMinutes(5), retries: false);
        using var ordinary = Cluster.Through(tcp, limit: TimeSpan.FromSeconds(1), retries: false);
        using var holding = Cluster.Through(tcp, limit: TimeSpan.FromSeconds(1), retries: false);
        using var stop = new CancellationTokenSource();
        using var term = await Elector(holding, home, "holder", quick: true).AcquireAsync(Cancellation);
        var (stuck, well) = (Elector(patient, home, "stuck", quick: true), Elector(ordinary, home, "well", quick: true));
        stuck.Problem().ShouldBeNull(); // it has not begun

        tcp.Always = new TcpFault.Stall(0);
        tcp.StrikeOpenConnections(new TcpFault.Stall(0));
        var waiting = Task.WhenAll(stuck.AcquireAsync(stop.Token), well.AcquireAsync(stop.Token));
        stuck.Problem().ShouldBeNull();

        await Eventually.IsTrueAsync(() => stuck.Problem() is not null, Soon); // twice the duration of three seconds
        stuck.Problem()!.ShouldContain($"the lease {home}/lease was last looked at");
        well.Problem().ShouldBeNull();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }
}
