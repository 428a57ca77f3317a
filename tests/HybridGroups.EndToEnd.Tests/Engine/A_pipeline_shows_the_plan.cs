using HybridGroups.EndToEnd.Tests.Running;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>The script that docs/gitops has for pull requests.</summary>
public sealed class A_pipeline_shows_the_plan(SharedSurroundings surroundings)
{
    [Fact]
    public async Task And_tells_what_may_be_merged_from_what_somebody_has_to_look_at()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        company.Entra.AddGroup("Team");
        using var manifests = await company.WriteManifestsAsync(string.Empty, "selection: {types: [Security], honourWritebackConfiguration: false}");
        using var checkout = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(checkout.Path, "secrets.yaml"), string.Empty, Company.Cancellation); // the folder has them already

        var mergeable = await RunAsync(manifests, checkout);
        mergeable.ExitCode.ShouldBe(0, mergeable.Errors + mergeable.Output);
        mergeable.Output.ShouldContain("Team");
        mergeable.Output.ShouldContain("This is what a merge changes.");
        (await File.ReadAllTextAsync(Path.Combine(checkout.Path, "plan.txt"), Company.Cancellation)).ShouldContain("Team");

        await File.WriteAllTextAsync(Path.Combine(manifests.Path, "wrong.yaml"), "apiVersion: hybridgroups.io/v1alpha1\nkind: DynamicGroupRule\nmetadata: {name: wrong}\nspec: {rule: \"(\"}\n", Company.Cancellation);
        var wrong = await RunAsync(manifests, checkout);
        wrong.ExitCode.ShouldBe(1);
        wrong.Errors.ShouldContain("wrong.yaml: DynamicGroupRule wrong");
    }

    private Task<ScriptResult> RunAsync(TemporaryFolder manifests, TemporaryFolder checkout) => Script.TryRunAsync(
        "bash", ["-c", $"hybrid-groups() {{ dotnet {OperatorProcess.Program} \"$@\"; }}; export -f hybrid-groups; cd {checkout.Path} && {Repository.PathOf("docs", "gitops", "pipeline", "plan")} {manifests.Path} secrets.yaml"],
        TimeSpan.FromSeconds(60), Company.Cancellation,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["SSL_CERT_FILE"] = surroundings.Description.Graph!.CertificateAuthority });
}
