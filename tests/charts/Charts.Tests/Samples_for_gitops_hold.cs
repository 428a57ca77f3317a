using System.Text.Json.Nodes;
using TestEnvironment;

namespace Charts.Tests;

/// <summary>What docs/gitops gives people to copy.</summary>
public sealed class Samples_for_gitops_hold
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Objects => new()
    {
        { "{spec={}, metadata={generation=1}}", "Progressing" },
        { "{spec={}, metadata={generation=1}, status={observedGeneration=-1}}", "Progressing" },
        { "{spec={}, metadata={generation=2}, status={observedGeneration=1, conditions={{type='Ready', status='True', message=''}}}}", "Progressing" },
        { "{spec={}, metadata={generation=2}, status={observedGeneration=2, conditions={{type='Ready', status='True', message=''}}}}", "Healthy" },
        {
            "{spec={}, metadata={generation=2}, status={observedGeneration=2, conditions={{type='Ready', status='False', message=''}, {type='Reconciling', status='True', message=''}}}}", "Progressing"
        },
        {
            "{spec={}, metadata={generation=2}, status={observedGeneration=2, conditions={{type='Ready', status='False', message=''}, {type='Stalled', status='True', message='change it'}}}}", "Degraded"
        },
        { "{spec={suspend=true}, metadata={generation=2}, status={observedGeneration=2, conditions={{type='Ready', status='True', message=''}}}}", "Suspended" },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public async Task Argo_CD_reads_the_three_kinds_as_kstatus_does(string item, string health) =>
        (await Script.RunAsync(Repository.PathOf("tests", "charts", "argo-health"), [item], Limit, Cancellation)).Trim().ShouldBe(health);

    [Theory]
    [InlineData("flux/infrastructure/hybrid-groups", "Namespace/hybrid-groups-system", "GitRepository/hybrid-groups", "HelmRelease/hybrid-groups")]
    [InlineData("identity", "Namespace/identity", "SyncConnector/corp", "GroupWritebackPolicy/cloud-groups", "DynamicGroupRule/sales")]
    public async Task Its_kustomizations_are_complete(string folder, params string[] names)
    {
        var built = await Script.RunAsync("kubectl", ["kustomize", Repository.PathOf("docs", "gitops", folder)], Limit, Cancellation);

        Manifests.Parse(built).Select(manifest => manifest.Name).ShouldBe(names, ignoreOrder: true);
    }

    [Theory]
    [InlineData("flux/infrastructure/hybrid-groups/release.yaml", "HelmRelease", "values")]
    [InlineData("argocd/applications.yaml", "Application", "source", "helm", "valuesObject")]
    public async Task The_chart_takes_the_values_that_are_given_to_it(string file, string kind, params string[] at)
    {
        var manifest = Read(file).First(manifest => manifest.Kind == kind);
        var values = (JsonObject)manifest.At(["spec", .. at])!;
        (manifest.At(["spec", "chart", "spec", "chart"]) ?? manifest.At(["spec", "source", "path"]))!.GetValue<string>().ShouldBe("charts/hybrid-groups");

        var rendered = await Manifests.OfChartAsync(Cancellation, [.. values.Select(value => $"{value.Key}={value.Value!.ToJsonString()}")]);

        rendered.Select(one => one.Kind).ShouldContain("ServiceMonitor");
        rendered.Single(one => one.Kind == "Deployment").At(["spec", "template", "spec", "containers", "0", "image"])!.GetValue<string>().ShouldStartWith("registry.example.com/platform/hybrid-groups:");
    }

    [Fact]
    public void Paths_that_Flux_and_Argo_CD_follow_are_there()
    {
        string[] paths =
        [
            .. Read("flux/clusters/production/hybrid-groups.yaml").Select(manifest => (string)manifest.At(["spec", "path"])!),
            .. Read("argocd/applications.yaml").Select(manifest => (string)manifest.At(["spec", "source", "path"])!).Where(path => path != "charts/hybrid-groups"),
        ];

        paths.Where(path => !new[] { "flux", "." }.Any(root => Directory.Exists(Repository.PathOf("docs", "gitops", root, path)))).ShouldBeEmpty();
    }

    private static IReadOnlyList<Manifest> Read(string file) => Manifests.Parse(File.ReadAllText(Repository.PathOf("docs", "gitops", file)));
}
