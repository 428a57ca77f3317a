using System.Text.Json.Nodes;
using FaultProxy.Tcp;
using Kube.Client.Errors;
using Kube.Client.Resources;
using Kube.Operator.Controllers;
using Kube.Operator.Hosting;
using Kube.Operator.Leases;
using Kube.Operator.Tests.Surroundings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Operator.Tests.Conformance;

public sealed class C13_A_leader_that_cannot_renew_ends_before_its_lease_does(Cluster cluster) : LeaseTest(cluster)
{
    [Fact]
    public async Task The_process_ends_and_writes_nothing_after()
    {
        var home = await Cluster.NamespaceAsync();
        var widget = await Cluster.Widgets.CreateAsync(Widget.Named("one", home), "tests", Cancellation);
        await using var leaseProxy = Cluster.Tcp();
        using var leaseServer = Cluster.Through(leaseProxy, TimeSpan.FromSeconds(1), retries: false);
        // The way to the objects stays open: nothing but the term keeps this leader from writing.
        var writes = 0;
        var written = 0; // begun may be one more: its token ended it before anything was sent
        var lastWrite = 0L;
        var entityController = new EntityController(async (item, cancellation) =>
        {
            await Cluster.Widgets.MergeAsync(item.Key, new JsonObject { ["spec"] = new JsonObject { ["writes"] = ++writes } }, "tests", cancellation);
            written++;
            lastWrite = TimeProvider.System.GetTimestamp();
            return new ReconcileResult.RequeueAfter(TimeSpan.FromMilliseconds(50));
        });
        var informer = Surroundings.Cluster.Informer(Cluster.Server, home);
        using var controller = ControllerOf(entityController, informer);
        using var host = new OperatorHost(
            new OperatorParts { Informers = [informer], Controllers = [controller], Lease = Elector(leaseServer, home, "leader", quick: true) },
            new HostLimits(), TimeProvider.System, NullLogger<OperatorHost>.Instance);
        var running = host.RunAsync(Cancellation);
        await Eventually.IsTrueAsync(() => writes > 3, Soon);

        var renewed = (await LeaseInAsync(home)).Spec!.RenewTime!.Value;
        await leaseProxy.StopListeningAsync();
        leaseProxy.StrikeOpenConnections(new TcpFault.Reset(0));
        var cutAt = TimeProvider.System.GetTimestamp();
        var exitCode = await running.WaitAsync(Soon, TimeProvider.System, Cancellation);

        exitCode.ShouldBe(1);
        TimeProvider.System.GetElapsedTime(cutAt).ShouldBeLessThan(TimeSpan.FromSeconds(3)); // the lease's duration
        TimeProvider.System.GetElapsedTime(cutAt, lastWrite).ShouldBeLessThan(TimeSpan.FromSeconds(2.2)); // the renew deadline
        var after = written;
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancellation);
        written.ShouldBe(after);
        var lease = await LeaseInAsync(home);
        lease.Spec!.HolderIdentity.ShouldBe("leader"); // not given back: it could not be known that all had ended
        lease.Spec.RenewTime!.Value.ShouldBeInRange(renewed, renewed + TimeSpan.FromSeconds(1));
    }
}
