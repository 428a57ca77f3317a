using Kube.Client.Core;
using Kube.Client.Resources;
using Kube.Operator.Events;
using Kube.Operator.Tests.Surroundings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Operator.Tests.Conformance;

public sealed class C25_A_storm_of_events_costs_a_bucket_and_no_time(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task Ten_thousand_become_a_handful_of_writes()
    {
        var home = await Cluster.NamespaceAsync();
        var widget = await Cluster.Widgets.CreateAsync(Widget.Named("one", home), "tests", Cancellation);
        await using var http = await Cluster.HttpAsync();
        var writes = http.Add(Counting("events.k8s.io"));
        using var server = Cluster.Through(http.Url);
        var recorder = new EventRecorder(
            new ResourceClient<KubernetesEvent>(server), "kube.test", "instance", note => note.Replace("hunter2", "***", StringComparison.Ordinal), TimeProvider.System,
            NullLogger<EventRecorder>.Instance);
        using var stop = new CancellationTokenSource();
        var running = recorder.RunAsync(TimeSpan.FromSeconds(2), stop.Token);

        var began = TimeProvider.System.GetTimestamp();
        for (var number = 0; number < 10_000; number++)
        {
            recorder.Record(widget, EventType.Warning, "Failed", "Reconcile", $"attempt failed with password hunter2, kind {number % 3}");
        }

        var took = TimeProvider.System.GetElapsedTime(began);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Cancellation);
        await stop.CancelAsync();
        await running;

        took.ShouldBeLessThan(TimeSpan.FromSeconds(2)); // 0.2 ms each at most: no reconciliation notices
        writes.Struck.ShouldBeInRange(3, 25);
        var events = await new ResourceClient<KubernetesEvent>(Cluster.Server).ListAsync(new ListScope(home), Cancellation);
        events.Count.ShouldBe(3); // one for each text, the rest is a count
        events.ShouldAllBe(one => !one.Note!.Contains("hunter2", StringComparison.Ordinal) && one.Regarding!.Name == "one");
        events.Max(one => one.Series?.Count ?? 1).ShouldBeGreaterThan(1);
    }
}
