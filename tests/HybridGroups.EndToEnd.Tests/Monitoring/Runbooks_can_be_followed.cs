using System.Text.RegularExpressions;
using HybridGroups.EndToEnd.Tests.Engine;
using HybridGroups.EndToEnd.Tests.Running;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>Whoever is woken by an alert types what the runbook says: it has to work as it stands.</summary>
[Collection(nameof(OneMonitoredCompany))]
public sealed partial class Runbooks_can_be_followed(MonitoredCompany monitored, SharedSurroundings surroundings)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    // They need the Deployment, which is not in this cluster: it has no nodes.
    private static readonly string[] OnlyWithPods = ["logs", "rollout"];

    [Fact]
    public async Task Every_command_that_looks_works_with_the_names_filled_in()
    {
        var commands = Directory.EnumerateFiles(Repository.PathOf("docs", "runbooks"), "HybridGroups*.md")
            .SelectMany(path => Block().Matches(File.ReadAllText(path)).SelectMany(block => block.Groups["commands"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        commands.Length.ShouldBeGreaterThan(20);

        foreach (var command in commands)
        {
            var words = Words().Matches(Filled(command)).Select(word => word.Value.Replace("'", string.Empty, StringComparison.Ordinal)).ToArray();
            if (words[0] == "kubectl" && words.Intersect(OnlyWithPods, StringComparer.Ordinal).FirstOrDefault() is { } verb) await KnowsAsync("kubectl", [verb, "--help"], words);
            else await WorksAsync(words);
        }
    }

    private async Task WorksAsync(string[] words)
    {
        var (program, arguments) = words[0] == "kubectl"
            ? ("kubectl", new[] { "--kubeconfig", surroundings.Description.Kubernetes!.Kubeconfig }.Concat(words.Skip(1)))
            : ("dotnet", [OperatorProcess.Program, .. words.Skip(1), "--kubeconfig", surroundings.Description.Kubernetes!.Kubeconfig]);
        var result = await Script.TryRunAsync(program, arguments, Limit, Company.Cancellation);
        // 1 is an answer of hybrid-groups: something is not as it should be. What it does not understand is 2.
        result.ExitCode.ShouldBeLessThanOrEqualTo(words[0] == "kubectl" ? 0 : 1, $"{string.Join(' ', words)}\n{result.Errors}{result.Output}");
    }

    private static async Task KnowsAsync(string program, string[] help, string[] words)
    {
        var text = await Script.RunAsync(program, help, Limit, Company.Cancellation);
        foreach (var option in words.Where(word => word.StartsWith("--", StringComparison.Ordinal))) text.ShouldContain(option.Split('=')[0]);
    }

    private string Filled(string command) => command
        .Replace("SYSTEM", monitored.Company.Cluster.Namespace, StringComparison.Ordinal)
        .Replace("NAMESPACE", monitored.Company.Cluster.Namespace, StringComparison.Ordinal)
        .Replace("NAME", "corp", StringComparison.Ordinal);

    [GeneratedRegex(@"```console\n(?<commands>.*?)\n```", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"('[^']*'|[^\s'])+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
