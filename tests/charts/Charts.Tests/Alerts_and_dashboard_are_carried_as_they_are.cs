using System.Text.Json.Nodes;
using TestEnvironment;

namespace Charts.Tests;

public sealed class Alerts_and_dashboard_are_carried_as_they_are
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_braces_they_hold()
    {
        var manifests = await new ChartCase("monitored").RenderAsync(Cancellation);

        Yaml.Text(manifests.Single(manifest => manifest.Kind == "PrometheusRule").Content["spec"])
            .ShouldBe(Yaml.Text(Yaml.Read(await TextAsync("alerts.yaml")).Single()));
        Yaml.Text(JsonNode.Parse((string)manifests.Single(manifest => manifest.Name == "ConfigMap/hybrid-groups-dashboard").Content["data"]!["hybrid-groups.json"]!))
            .ShouldBe(Yaml.Text(JsonNode.Parse(await TextAsync("dashboard.json"))));
    }

    private static Task<string> TextAsync(string file) => File.ReadAllTextAsync(Repository.PathOf("charts", "hybrid-groups", "monitoring", file), Cancellation);
}
