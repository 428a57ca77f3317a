using TestEnvironment;
using YamlDotNet.Serialization;

namespace Monitoring.Tests;

public sealed class Kustomize_makes_the_same_of_it
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_rule_a_dashboard_and_a_monitor_of_the_pods()
    {
        var objects = await RenderAsync();

        objects.Keys.ShouldBe(["ConfigMap/hybrid-groups-dashboard", "PodMonitor/hybrid-groups", "PrometheusRule/hybrid-groups"], ignoreOrder: true);
        objects.Values.ShouldAllBe(item => (string)Map(item["metadata"])["namespace"] == "hybrid-groups-system");
        var rules = (List<object>)Map(((List<object>)Map(objects["PrometheusRule/hybrid-groups"]["spec"])["groups"])[0])["rules"];
        rules.Select(rule => (string)Map(rule)["expr"]).ShouldBe(ShippedAlerts.All.Select(alert => alert.Expression));
        rules.Select(rule => (string)Map(Map(rule)["annotations"])["description"]).ShouldBe(ShippedAlerts.All.Select(alert => alert.Annotations["description"]));
        ((string)Map(objects["ConfigMap/hybrid-groups-dashboard"]["data"])["hybrid-groups.json"])
            .ShouldBe(await File.ReadAllTextAsync(Repository.PathOf("charts", "hybrid-groups", "monitoring", "dashboard.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_pod_monitor_finds_the_pods_and_the_port_of_the_deployment()
    {
        var monitor = Map((await RenderAsync())["PodMonitor/hybrid-groups"]["spec"]);
        var deployment = await File.ReadAllTextAsync(Repository.PathOf("config", "manager", "deployment.yaml"), TestContext.Current.CancellationToken);
        var pod = Map(Map(new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(deployment)["spec"])["template"]);

        var labels = Map(Map(pod["metadata"])["labels"]);
        Map(Map(monitor["selector"])["matchLabels"]).ShouldAllBe(entry => labels[entry.Key].Equals(entry.Value));
        var ports = ((List<object>)Map(((List<object>)Map(pod["spec"])["containers"])[0])["ports"]).Select(port => (string)Map(port)["name"]);
        ports.ShouldContain((string)Map(((List<object>)monitor["podMetricsEndpoints"])[0])["port"]);
    }

    [Fact]
    public async Task It_names_no_folder_because_an_old_kubectl_takes_none()
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("config", "monitoring", "kustomization.yaml"), TestContext.Current.CancellationToken);
        var resources = (List<object>)new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(text)["resources"];

        resources.Cast<string>().ShouldAllBe(resource => File.Exists(Repository.PathOf("config", "monitoring", resource)));
    }

    private static async Task<Dictionary<string, Dictionary<string, object>>> RenderAsync()
    {
        var rendered = await Script.RunAsync("kubectl", ["kustomize", Repository.PathOf("config", "monitoring")], Limit, TestContext.Current.CancellationToken);
        return rendered.Split("\n---\n")
            .Select(document => new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(document))
            .ToDictionary(item => $"{item["kind"]}/{Map(item["metadata"])["name"]}", StringComparer.Ordinal);
    }

    private static Dictionary<object, object> Map(object map) => (Dictionary<object, object>)map;
}
