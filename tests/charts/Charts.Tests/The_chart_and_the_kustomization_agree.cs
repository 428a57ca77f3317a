using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TestEnvironment;

namespace Charts.Tests;

public sealed partial class The_chart_and_the_kustomization_agree
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("default", "defaults")]
    [InlineData("namespaced", "no-right-in-the-cluster")]
    public async Task On_every_object_and_every_field(string folder, string chartCase) =>
        Comparable(await Manifests.OfKustomizationAsync(folder, Cancellation)).ShouldBe(Comparable(await new ChartCase(chartCase).RenderAsync(Cancellation)));

    [Fact]
    public async Task On_what_the_network_lets_through() =>
        Comparable(await Manifests.OfKustomizationAsync("network-policy", Cancellation)).ShouldBe(
            Comparable([.. (await Manifests.OfChartAsync(Cancellation, "networkPolicy.enabled=true")).Where(manifest => manifest.Kind == "NetworkPolicy")]));

    [Fact]
    public async Task On_the_version_which_is_that_of_the_program()
    {
        var version = Version().Match(await File.ReadAllTextAsync(Repository.PathOf("Directory.Build.props"), Cancellation)).Groups["version"].Value;
        var chart = (JsonObject)Yaml.Read(await File.ReadAllTextAsync(Repository.PathOf("charts", "hybrid-groups", "Chart.yaml"), Cancellation)).Single()!;
        var deployment = (await Manifests.OfKustomizationAsync("manager", Cancellation)).Single(manifest => manifest.Kind == "Deployment");

        ((string)chart["appVersion"]!).ShouldBe(version);
        ((string)deployment.At(["spec", "template", "spec", "containers", "0", "image"])!).ShouldBe($"hybrid-groups:{version}");
        (await File.ReadAllTextAsync(Repository.PathOf("Makefile"), Cancellation)).ShouldContain($"IMAGE    ?= hybrid-groups:{version}\n");
    }

    private static IReadOnlyList<string> Comparable(IReadOnlyList<Manifest> manifests) =>
        [.. manifests.Where(manifest => manifest.Kind is not "Namespace").Select(manifest => Yaml.Text(WithoutOwnMarks(manifest.Content)))];

    /// <summary>What Helm, and only Helm, writes onto its objects.</summary>
    private static JsonObject WithoutOwnMarks(JsonObject content)
    {
        var metadata = (JsonObject)content["metadata"]!;
        if (metadata["labels"] is JsonObject labels)
        {
            foreach (var name in labels.Select(label => label.Key).Where(name => name.StartsWith("app.kubernetes.io/", StringComparison.Ordinal) || name == "helm.sh/chart").ToArray())
            {
                labels.Remove(name);
            }

            if (labels.Count == 0) metadata.Remove("labels");
        }

        if (metadata["annotations"] is JsonObject annotations && annotations.Remove("helm.sh/resource-policy") && annotations.Count == 0) metadata.Remove("annotations");
        // Rights are a set.
        if (content["rules"] is JsonArray rules)
        {
            content["rules"] = new JsonArray([.. rules.OrderBy(Yaml.Text, StringComparer.Ordinal).Select(rule => rule!.DeepClone())]);
        }

        return content;
    }

    [GeneratedRegex("<Version>(?<version>[^<]+)</Version>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
