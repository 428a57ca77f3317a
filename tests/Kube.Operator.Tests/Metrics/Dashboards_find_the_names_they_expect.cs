using System.Net;
using Kube.Operator.Controllers;
using Kube.Operator.Hosting;
using Kube.Operator.Metrics;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Metrics;

public sealed class Dashboards_find_the_names_they_expect(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task In_the_text_format_of_prometheus()
    {
        using var metrics = new MetricsExporter("Kube.");
        await using var server = new DiagnosticsServer(new IPEndPoint(IPAddress.Loopback, 0), [new("process", () => null)], [new("caches", () => "not listed yet")], metrics);
        await server.StartAsync(Cancellation);
        var home = await Cluster.NamespaceAsync();
        await Cluster.Widgets.CreateAsync(Widget.Named("one", home), "tests", Cancellation);
        var informer = Surroundings.Cluster.Informer(Cluster.Server, home);
        var entityController = new EntityController((_, _) => Task.FromResult<ReconcileResult>(new ReconcileResult.Done()));
        using var controller = ControllerOf(entityController, informer);
        await using var running = await Running.StartAsync(informer, Cancellation);
        using var stop = new CancellationTokenSource();
        var working = controller.RunAsync(stop.Token);
        await Eventually.IsTrueAsync(() => entityController.Runs == 1 && controller.Processing == 0, Soon);
        using var http = new HttpClient();

        var text = await http.GetStringAsync(new Uri(server.Url, "metrics"), Cancellation);

        foreach (var expected in new[]
        {
            $"controller_runtime_reconcile_total{{controller=\"{controller.Name}\",result=\"success\"}} 1",
            $"controller_runtime_reconcile_total{{controller=\"{controller.Name}\",result=\"error\"}} 0",
            $"controller_runtime_reconcile_errors_total{{controller=\"{controller.Name}\"}} 0",
            $"controller_runtime_terminal_reconcile_errors_total{{controller=\"{controller.Name}\"}} 0",
            $"controller_runtime_reconcile_panics_total{{controller=\"{controller.Name}\"}} 0",
            $"controller_runtime_reconcile_timeouts_total{{controller=\"{controller.Name}\"}} 0",
            $"controller_runtime_reconcile_time_seconds_count{{controller=\"{controller.Name}\"}} 1",
            $"controller_runtime_max_concurrent_reconciles{{controller=\"{controller.Name}\"}} 1",
            $"controller_runtime_active_workers{{controller=\"{controller.Name}\"}} 0",
            $"workqueue_adds_total{{controller=\"{controller.Name}\",name=\"{controller.Name}\"}} 1",
            $"workqueue_depth{{controller=\"{controller.Name}\",name=\"{controller.Name}\",priority=\"0\"}} 0",
            $"workqueue_retries_total{{controller=\"{controller.Name}\",name=\"{controller.Name}\"}} 0",
            $"workqueue_queue_duration_seconds_count{{controller=\"{controller.Name}\",name=\"{controller.Name}\"}} 1",
            $"workqueue_work_duration_seconds_count{{controller=\"{controller.Name}\",name=\"{controller.Name}\"}} 1",
            $"workqueue_unfinished_work_seconds{{controller=\"{controller.Name}\",name=\"{controller.Name}\"}} 0",
            $"workqueue_longest_running_processor_seconds{{controller=\"{controller.Name}\",name=\"{controller.Name}\"}} 0",
            "# TYPE controller_runtime_reconcile_time_seconds histogram",
            "# TYPE rest_client_requests_total counter",
            "rest_client_requests_total{code=\"200\",host=\"",
            "informer_last_event_age_seconds{kind=\"Widget\"}",
        })
        {
            text.ShouldContain(expected);
        }

        await stop.CancelAsync();
        await working;
    }

    [Fact]
    public async Task And_health_as_in_kubernetes()
    {
        using var metrics = new MetricsExporter("Kube.");
        await using var server = new DiagnosticsServer(new IPEndPoint(IPAddress.Loopback, 0), [new("process", () => null)], [new("caches", () => "not listed yet"), new("certificate", () => null)], metrics);
        await server.StartAsync(Cancellation);
        using var http = new HttpClient();

        (await http.GetStringAsync(new Uri(server.Url, "healthz"), Cancellation)).ShouldBe("ok\n");
        (await http.GetStringAsync(new Uri(server.Url, "healthz?verbose"), Cancellation)).ShouldBe("[+]process ok\nok\n");
        (await http.GetStringAsync(new Uri(server.Url, "readyz/certificate"), Cancellation)).ShouldBe("ok\n");
        (await http.GetStringAsync(new Uri(server.Url, "readyz?exclude=caches"), Cancellation)).ShouldBe("ok\n");
        using var notReady = await http.GetAsync(new Uri(server.Url, "readyz"), Cancellation);
        notReady.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await notReady.Content.ReadAsStringAsync(Cancellation)).ShouldContain("[-]caches failed: not listed yet");
    }
}
