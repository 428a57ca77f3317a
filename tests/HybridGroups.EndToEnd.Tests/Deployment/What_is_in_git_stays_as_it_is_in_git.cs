using HybridGroups.EndToEnd.Tests.Running;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Deployment;

/// <summary>Defaults of the server and writes of the operator must not look like a change to who applies from git.</summary>
[Collection(typeof(DeploymentCollection))]
public sealed class What_is_in_git_stays_as_it_is_in_git(OwnControlPlane server)
{
    // As Flux applies, and Argo CD when it is told to.
    private static readonly string[] ServerSide = ["--server-side", "--force-conflicts"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_chart_though_the_operator_wrote_its_authority_into_the_webhook_configuration()
    {
        await using var installed = await Installed.AsAsync(server.Description, "drift-chart", Cancellation);
        await using var replica = await installed.StartReplicaAsync(Cancellation);
        await Eventually.HoldsAsync(async () => (await TrustedAsync(installed)).ShouldNotBeEmpty(), replica.Process);
        var trusted = await TrustedAsync(installed);

        // Definitions hold fields that this server is too old to keep.
        var manifests = string.Join("---\n", installed.Manifests.Split("---\n").Where(document => !document.Contains("kind: CustomResourceDefinition", StringComparison.Ordinal)));
        (await installed.DiffAsync(manifests, Cancellation)).ShouldBeEmpty();
        await installed.ApplyAsync(manifests, Cancellation);
        (await TrustedAsync(installed)).ShouldBe(trusted);

        await installed.ApplyAsync(manifests, Cancellation, ServerSide);
        (await installed.DiffAsync(manifests, Cancellation, ServerSide)).ShouldBeEmpty();
        (await TrustedAsync(installed)).ShouldBe(trusted);
    }

    [Fact]
    public async Task Every_sample_though_the_server_filled_in_defaults_and_the_operator_reported()
    {
        await using var installed = await Installed.AsAsync(server.Description, "drift-samples", Cancellation);
        await using var replica = await installed.StartReplicaAsync(Cancellation);
        await replica.BecomesReadyAsync(Cancellation);
        var samples = await Task.WhenAll(Directory.EnumerateFiles(Repository.PathOf("config", "samples"), "*.yaml")
            .Where(file => !file.EndsWith("kustomization.yaml", StringComparison.Ordinal)).Select(file => File.ReadAllTextAsync(file, Cancellation)));
        samples.ShouldNotBeEmpty();
        var manifests = string.Join("\n---\n", samples);
        await installed.ApplyAsync(manifests, Cancellation);
        await Eventually.HoldsAsync(
            async () => (await installed.KubectlAsync(Cancellation, "get", "hybridgroups", "-o", "jsonpath={.items[*].status.observedGeneration}")).Split(' ').ShouldBe(Enumerable.Repeat("1", samples.Length)),
            replica.Process);

        (await installed.DiffAsync(manifests, Cancellation)).ShouldBeEmpty();
        await installed.ApplyAsync(manifests, Cancellation, ServerSide);
        (await installed.DiffAsync(manifests, Cancellation, ServerSide)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_repository_that_the_documentation_gives_people_to_copy()
    {
        await using var installed = await Installed.AsAsync(server.Description, "drift-repository", Cancellation);
        var built = await installed.KubectlAsync(Cancellation, "kustomize", Repository.PathOf("docs", "gitops", "identity"));

        // The namespace is its own, and that of the test's kubectl another.
        await Script.RunAsync("kubectl", ["--kubeconfig", server.Description.Kubernetes!.Kubeconfig, "apply", "-f", "-"], TimeSpan.FromSeconds(60), Cancellation, input: built);
        var diff = await Script.TryRunAsync("kubectl", ["--kubeconfig", server.Description.Kubernetes!.Kubeconfig, "diff", "-f", "-"], TimeSpan.FromSeconds(60), Cancellation, input: built);

        diff.ExitCode.ShouldBe(0, diff.Output + diff.Errors);
        (await installed.KubectlAsync(Cancellation, "--namespace=identity", "get", "hybridgroups", "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
    }

    private static Task<string> TrustedAsync(Installed installed) =>
        installed.KubectlAsync(Cancellation, "get", "validatingwebhookconfiguration", installed.Name, "-o", "jsonpath={.webhooks[0].clientConfig.caBundle}");
}
