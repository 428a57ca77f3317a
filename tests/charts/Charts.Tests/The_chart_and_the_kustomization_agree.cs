namespace Charts.Tests;

public sealed class The_chart_and_the_kustomization_agree
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ClusterRole")]
    [InlineData("Role")]
    public async Task They_grant_the_same_rights(string kind) =>
        Rules(await Manifests.OfChartAsync("hybrid-groups-system", Cancellation), kind)
            .ShouldBe(Rules(await Manifests.OfKustomizationAsync("rbac", Cancellation), kind));

    [Fact]
    public async Task They_confine_the_pod_alike() =>
        ConfinementOf(await Manifests.OfChartAsync("hybrid-groups-system", Cancellation))
            .ShouldBe(ConfinementOf(await Manifests.OfKustomizationAsync("manager", Cancellation)));

    private static string Rules(string manifests, string kind) =>
        Manifests.Text(Manifests.Parse(manifests).Single(manifest => kind.Equals(manifest["kind"]))["rules"]);

    private static string ConfinementOf(string manifests)
    {
        var pod = Pod(manifests);
        var container = (Dictionary<object, object?>)((List<object?>)pod["containers"]!)[0]!;
        return Manifests.Text(pod["securityContext"]) + Manifests.Text(container["securityContext"]) + Manifests.Text(container["resources"]) + Manifests.Text(container["env"]);
    }

    private static Dictionary<object, object?> Pod(string manifests)
    {
        var deployment = Manifests.Parse(manifests).Single(manifest => manifest["kind"] is "Deployment");
        var spec = (Dictionary<object, object?>)deployment["spec"]!;
        var template = (Dictionary<object, object?>)spec["template"]!;
        return (Dictionary<object, object?>)template["spec"]!;
    }
}
