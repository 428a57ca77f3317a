using System.Net;
using Kube.Client.Core;
using Kube.Client.Resources;
using Kube.Operator.Controllers;
using Kube.Operator.Events;
using Kube.Operator.Hosting;
using Kube.Operator.Metrics;
using Kube.Operator.Tests.Surroundings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Operator.Tests.Conformance;

public sealed class C26_C27_An_operator_ends_in_order_and_never_lives_on_half(Cluster cluster) : LeaseTest(cluster)
{
    [Fact]
    public async Task Told_to_stop_it_drains_and_gives_the_lease_back_last()
    {
        var home = await Cluster.NamespaceAsync();
        await Cluster.Widgets.CreateAsync(Widget.Named("one", home), "tests", Cancellation);
        var inReconcile = new TaskCompletionSource();
        var holderAtEndOfWork = string.Empty;
        var entityController = new EntityController(async (_, _) =>
        {
            inReconcile.TrySetResult();
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None); // under way when the stop comes
            holderAtEndOfWork = (await LeaseInAsync(home)).Spec!.HolderIdentity!;
            return new ReconcileResult.Done();
        });
        using var metrics = new MetricsExporter("Kube.");
        await using var replica = new WebhookReplica(Cluster, home, "none", new WidgetValidator());
        await using var diagnostics = new DiagnosticsServer(new IPEndPoint(IPAddress.Loopback, 0), [], [], metrics);
        var informer = Surroundings.Cluster.Informer(Cluster.Server, home);
        using var controller = ControllerOf(entityController, informer);
        using var host = new OperatorHost(
            new OperatorParts
            {
                Diagnostics = diagnostics,
                Webhooks = replica.Server,
                Certificates = replica.Authority,
                Informers = [informer],
                Controllers = [controller],
                Lease = Elector(Cluster.Server, home, "me", quick: true),
                Events = new EventRecorder(new ResourceClient<KubernetesEvent>(Cluster.Server), "kube.test", "me", note => note, TimeProvider.System, NullLogger<EventRecorder>.Instance),
            },
            new HostLimits { BeforeStop = TimeSpan.FromMilliseconds(100) }, TimeProvider.System, NullLogger<OperatorHost>.Instance);
        using var stop = new CancellationTokenSource();
        var running = host.RunAsync(stop.Token);
        await inReconcile.Task.WaitAsync(Soon, TimeProvider.System, Cancellation);

        await stop.CancelAsync();
        (await running.WaitAsync(Soon, TimeProvider.System, Cancellation)).ShouldBe(0);

        host.Journal.ShouldBe(
        [
            "started diagnostics", "started certificates", "started webhooks", "started caches", "started lease", "started controllers",
            "stopped controllers", "stopped caches", "stopped webhooks", "stopped diagnostics", "stopped renewal", "released lease", "stopped events",
        ]);
        holderAtEndOfWork.ShouldBe("me");
        (await LeaseInAsync(home)).Spec!.HolderIdentity.ShouldBe(string.Empty);
    }

    [Fact]
    public async Task Work_under_way_may_finish_before_it_is_cancelled()
    {
        var (exitCode, ended) = await StopDuringAsync(
            async cancellation =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellation);
                return "finished";
            },
            new HostLimits());

        (exitCode, ended).ShouldBe((0, "finished"));
    }

    [Fact]
    public async Task Work_that_does_not_finish_is_told_to_give_up()
    {
        var (exitCode, ended) = await StopDuringAsync(
            async cancellation =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return "gave up";
            },
            new HostLimits { Drain = TimeSpan.FromSeconds(5.5) });

        (exitCode, ended).ShouldBe((0, "gave up"));
    }

    private async Task<(int ExitCode, string Ended)> StopDuringAsync(Func<CancellationToken, Task<string>> work, HostLimits limits)
    {
        var home = await Cluster.NamespaceAsync();
        await Cluster.Widgets.CreateAsync(Widget.Named("one", home), "tests", Cancellation);
        var begun = new TaskCompletionSource();
        var ended = "still under way";
        var entityController = new EntityController(async (_, cancellation) =>
        {
            begun.TrySetResult();
            ended = await work(cancellation);
            return new ReconcileResult.Done();
        });
        var informer = Surroundings.Cluster.Informer(Cluster.Server, home);
        using var controller = ControllerOf(entityController, informer);
        using var host = new OperatorHost(new OperatorParts { Informers = [informer], Controllers = [controller] }, limits, TimeProvider.System, NullLogger<OperatorHost>.Instance);
        using var stop = new CancellationTokenSource();
        var running = host.RunAsync(stop.Token);
        await begun.Task.WaitAsync(Soon, TimeProvider.System, Cancellation);

        await stop.CancelAsync();
        return (await running.WaitAsync(Soon, TimeProvider.System, Cancellation), ended);
    }

    [Fact]
    public async Task A_loop_that_ends_by_a_fault_ends_the_process()
    {
        var informer = Surroundings.Cluster.Informer(Cluster.Server, await Cluster.NamespaceAsync());
        using var host = new OperatorHost(
            new OperatorParts { Informers = [informer], EveryReplica = [async cancellation => { await Task.Yield(); throw new InvalidDataException("a mistake"); }] },
            new HostLimits(), TimeProvider.System, NullLogger<OperatorHost>.Instance);

        (await host.RunAsync(Cancellation).WaitAsync(Soon, TimeProvider.System, Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task So_does_one_that_ends_without_a_fault()
    {
        var informer = Surroundings.Cluster.Informer(Cluster.Server, await Cluster.NamespaceAsync());
        using var host = new OperatorHost(
            new OperatorParts { Informers = [informer], EveryReplica = [_ => Task.CompletedTask] },
            new HostLimits(), TimeProvider.System, NullLogger<OperatorHost>.Instance);

        (await host.RunAsync(Cancellation).WaitAsync(Soon, TimeProvider.System, Cancellation)).ShouldBe(1);
    }
}
