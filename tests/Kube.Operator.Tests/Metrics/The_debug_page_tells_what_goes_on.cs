using System.Net;
using System.Text.Json.Nodes;
using Kube.Operator.Hosting;
using Kube.Operator.Metrics;
using Kube.Operator.Tests.Surroundings;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Tests.Metrics;

public sealed class The_debug_page_tells_what_goes_on(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task And_no_secret()
    {
        var home = await Cluster.NamespaceAsync();
        await using var running = await Running.StartAsync(Surroundings.Cluster.Informer(Cluster.Server, home), Cancellation);
        using var controller = ControllerOf(new EntityController((_, _) => throw new InvalidOperationException()), Surroundings.Cluster.Informer(Cluster.Server, home));
        controller.Enqueue(new(home, "waiting"));
        using var metrics = new MetricsExporter("Kube.");
        using var problems = new RecentProblems(TimeProvider.System);
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(problems));
        await using var server = new DiagnosticsServer(new IPEndPoint(IPAddress.Loopback, 0), [new("lease", () => "was last looked at 90 s ago")], [new("caches", () => null)], metrics, problems);
        await server.StartAsync(Cancellation);
#pragma warning disable CA1848, CA2254 // a library's message, which is not ours to define
        loggers.CreateLogger("library").LogWarning("refused with client_secret=canary");
        loggers.CreateLogger("library").LogInformation("all is well");
#pragma warning restore CA1848, CA2254
        using var http = new HttpClient();

        var page = JsonNode.Parse(await http.GetStringAsync(new Uri(server.Url, "debug"), Cancellation))!;

        ((string?)page["live"]!["lease"]).ShouldBe("was last looked at 90 s ago");
        ((string?)page["ready"]!["caches"]).ShouldBe("ok");
        page["informers"]!.AsArray().ShouldContain(informer => (string?)informer!["kind"] == "Widget");
        ((int)page["queues"]!.AsArray().Single(queue => (string?)queue!["name"] == controller.Name)!["waitingByPriority"]!["0"]!).ShouldBe(1);
        ((string?)page["problems"]!.AsArray().ShouldHaveSingleItem()!["message"]).ShouldBe("refused with client_secret=[removed]");
    }
}
