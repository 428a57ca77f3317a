using TestEnvironment;

namespace Charts.Tests;

public sealed class The_chart_and_the_kustomization_are_accepted
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("logLevel=Debug")]
    [InlineData("image.repository=registry.example.com/hybrid-groups", "image.tag=1.0.0")]
    public async Task The_api_server_takes_every_object_of_the_chart(params string[] values)
    {
        var rendered = await Manifests.OfChartAsync("default", Cancellation, values);

        (await DryRunAsync(rendered)).ShouldBe(
            ["clusterrole.rbac.authorization.k8s.io/default-hybrid-groups", "clusterrolebinding.rbac.authorization.k8s.io/default-hybrid-groups", "deployment.apps/hybrid-groups", "role.rbac.authorization.k8s.io/hybrid-groups", "rolebinding.rbac.authorization.k8s.io/hybrid-groups", "serviceaccount/hybrid-groups"]);
        rendered.ShouldContain(values[0].Split('=')[1]);
    }

    [Fact]
    public async Task The_api_server_takes_every_object_of_the_kustomization()
    {
        Assert.SkipUnless(
            (await Script.RunAsync("kubectl", ["kustomize", "--help"], Limit, Cancellation)).Contains("--enable-helm", StringComparison.Ordinal),
            "kubectl on this machine is older than 1.22: its kustomize takes no folders as resources, whatever they hold.");
        await using var surroundings = await Surroundings.SharedAsync(Cancellation);
        var kubeconfig = surroundings.Description.Kubernetes!.Kubeconfig;
        // A dry run makes no namespace, so the one that the others live in must be there.
        await Script.TryRunAsync("kubectl", ["--kubeconfig", kubeconfig, "create", "namespace", "hybrid-groups-system"], Limit, Cancellation);

        var accepted = await DryRunAsync(await Manifests.OfKustomizationAsync("default", Cancellation));

        accepted.ShouldContain("customresourcedefinition.apiextensions.k8s.io/syncconnectors.hybridgroups.io");
        accepted.ShouldContain("deployment.apps/hybrid-groups");
    }

    [Fact]
    public async Task A_value_that_the_chart_does_not_know_is_a_mistake_and_not_an_empty_text()
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => Manifests.OfChartAsync("default", Cancellation, "picture.tag=1"));

        error.Message.ShouldContain("values.yaml has no map picture");
    }

    private static async Task<IReadOnlyList<string>> DryRunAsync(string manifests)
    {
        await using var surroundings = await Surroundings.SharedAsync(Cancellation);
        var output = await Script.RunAsync(
            "kubectl", ["--kubeconfig", surroundings.Description.Kubernetes!.Kubeconfig, "apply", "--validate=false", "--dry-run=server", "-o", "name", "-f", "-"],
            Limit, Cancellation, input: manifests);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }
}
