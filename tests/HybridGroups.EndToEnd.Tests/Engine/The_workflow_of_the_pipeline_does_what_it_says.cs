using HybridGroups.EndToEnd.Tests.Running;
using TestEnvironment;
using YamlDotNet.RepresentationModel;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>docs/gitops/pipeline/github.yaml, read as GitHub reads it: every step that runs something is run, with what it is given.</summary>
public sealed class The_workflow_of_the_pipeline_does_what_it_says(SharedSurroundings surroundings)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // What the contexts of an expression hold in a run of it.
    private static readonly Dictionary<string, string> Contexts = new(StringComparer.Ordinal) { ["${{ github.token }}"] = "a-token", ["${{ github.event.number }}"] = "42" };

    [Fact]
    public void It_starts_with_a_change_of_the_manifests_and_may_comment_and_nothing_else()
    {
        var workflow = Read();

        Keys(workflow).ShouldBe(["name", "on", "permissions", "jobs"]);
        At(workflow, "on", "pull_request", "paths").ToString().ShouldBe("[ identity/** ]");
        ((YamlMappingNode)At(workflow, "permissions")).Select(entry => $"{entry.Key}: {entry.Value}").ShouldBe(["contents: read", "pull-requests: write"]);
        foreach (var step in Steps(workflow))
        {
            (step.Children.ContainsKey("run") ^ step.Children.ContainsKey("uses")).ShouldBeTrue(step.ToString());
            Keys(step).Except(["name", "run", "uses", "env", "if"], StringComparer.Ordinal).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Each_of_its_commands_is_run_and_the_plan_becomes_a_comment()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        company.Entra.AddGroup("Team");
        using var manifests = await company.WriteManifestsAsync(string.Empty, "selection: {types: [Security], honourWritebackConfiguration: false}");
        using var checkout = new TemporaryFolder();
        await CheckOutAsync(checkout.Path, manifests.Path);
        var secrets = string.Join("\n---\n", await Task.WhenAll(new[] { "accounts.json", "application.yaml", "authority.json" }.Select(file => File.ReadAllTextAsync(Path.Combine(manifests.Path, file), Company.Cancellation))));

        var ran = 0;
        foreach (var step in Steps(Read()).Where(step => step.Children.ContainsKey("run")))
        {
            ran++;
            var result = await Script.TryRunAsync("bash", ["-c", $"cd '{checkout.Path}/repository' && bash -e -c \"$STEP\""], Limit, Company.Cancellation, EnvironmentOf(step, checkout.Path, secrets));
            result.ExitCode.ShouldBe(0, $"{step}\n{result.Errors}{result.Output}");
        }

        ran.ShouldBe(3);
        var said = await File.ReadAllTextAsync(Path.Combine(checkout.Path, "said"), Company.Cancellation);
        said.ShouldStartWith("pr comment 42 --body-file plan.txt --edit-last --create-if-none\na-token\n");
        said.ShouldContain("Team");
    }

    // A checkout as the workflow finds it, and in place of GitHub's own program one that writes down what it is told.
    private static async Task CheckOutAsync(string folder, string manifests)
    {
        await Script.RunAsync("bash", ["-c", $"mkdir -p '{folder}/repository/identity' '{folder}/bin' && cp '{manifests}'/connector.yaml '{manifests}'/policy.yaml '{folder}/repository/identity' && cp -r '{Repository.PathOf("docs", "gitops", "pipeline")}' '{folder}/repository/pipeline'"], Limit, Company.Cancellation);
        await SaveAsync("hybrid-groups", $"exec dotnet '{OperatorProcess.Program}' \"$@\"");
        await SaveAsync("gh", $"{{ echo \"$*\"; echo \"$GH_TOKEN\"; cat plan.txt; }} > '{folder}/said'");

        async Task SaveAsync(string name, string body)
        {
            var path = Path.Combine(folder, "bin", name);
            await File.WriteAllTextAsync(path, $"#!/bin/bash\n{body}\n", Company.Cancellation);
            await Script.RunAsync("chmod", ["+x", path], Limit, Company.Cancellation);
        }
    }

    private Dictionary<string, string?> EnvironmentOf(YamlMappingNode step, string folder, string secrets)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["STEP"] = step["run"].ToString(),
            ["RUNNER_TEMP"] = folder,
            ["PATH"] = $"{folder}/bin:{Environment.GetEnvironmentVariable("PATH")}",
            ["SSL_CERT_FILE"] = surroundings.Description.Graph!.CertificateAuthority,
        };
        if (!step.Children.TryGetValue("env", out var given)) return environment;
        foreach (var (name, value) in (YamlMappingNode)given)
        {
            environment[name.ToString()] = value.ToString() == "${{ secrets.IDENTITY_SECRETS }}" ? secrets : Contexts[value.ToString()];
        }

        return environment;
    }

    private static YamlMappingNode Read()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Repository.PathOf("docs", "gitops", "pipeline", "github.yaml"))));
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode workflow) => ((YamlSequenceNode)At(workflow, "jobs", "plan", "steps")).Cast<YamlMappingNode>();

    private static YamlNode At(YamlNode node, params string[] path) => path.Aggregate(node, (at, key) => at[key]);

    private static IEnumerable<string> Keys(YamlMappingNode map) => map.Children.Keys.Select(key => key.ToString());
}
