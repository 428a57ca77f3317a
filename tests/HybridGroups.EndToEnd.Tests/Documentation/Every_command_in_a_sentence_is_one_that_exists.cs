using System.Text.RegularExpressions;
using HybridGroups.EndToEnd.Tests.Engine;
using HybridGroups.EndToEnd.Tests.Running;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Documentation;

/// <summary>What is said in passing, `hybrid-groups sync corp`, is not run. It must be something that could be.</summary>
public sealed partial class Every_command_in_a_sentence_is_one_that_exists
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task With_every_option_that_it_names()
    {
        var helps = new Dictionary<string, string>(StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (var (page, command) in Mentioned())
        {
            var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var program = words[0];
            var isOurs = program == "hybrid-groups" || command.StartsWith("kubectl hybridgroups", StringComparison.Ordinal);
            var verb = words.Skip(words[0] == "kubectl" && isOurs ? 2 : 1).TakeWhile(word => Verb().IsMatch(word)).ToArray();
            if (program == "make")
            {
                if (!verb.All(target => Makefile.Contains($"\n{target}:", StringComparison.Ordinal))) wrong.Add($"{page}: {command}");
                continue;
            }

            var help = isOurs ? await OursAsync(helps, verb) : await KubectlAsync(helps, words.Skip(1).FirstOrDefault(word => Verb().IsMatch(word)));
            if (help is null || Options().Matches(command).Any(option => !help.Contains(option.Groups["name"].Value, StringComparison.Ordinal))) wrong.Add($"{page}: {command}");
        }

        wrong.ShouldBeEmpty();
    }

    private static string Makefile { get; } = File.ReadAllText(Repository.PathOf("Makefile"));

    private static IEnumerable<(string Page, string Command)> Mentioned() =>
        from path in Page.Paths
        from match in Mention().Matches(Blocks().Replace(Page.Read(path).Text, string.Empty))
        select (path, match.Groups["command"].Value.Replace('\n', ' '));

    // The longest run of words that is a command: "rule check" of "rule check it".
    private static async Task<string?> OursAsync(Dictionary<string, string> helps, string[] verb)
    {
        for (var length = Math.Min(2, verb.Length); length >= 0; length--)
        {
            var key = $"hybrid-groups {string.Join(' ', verb.Take(length))}".Trim();
            if (!helps.TryGetValue(key, out var help))
            {
                var result = await Script.TryRunAsync("dotnet", [OperatorProcess.Program, .. verb.Take(length), "--help"], Limit, Company.Cancellation);
                help = helps[key] = result.Output;
            }

            if (help.Contains($"\n  {key} ", StringComparison.Ordinal) || help.Contains($"\n  {key}\n", StringComparison.Ordinal)) return length == 0 && verb.Length > 0 ? null : help;
        }

        return null;
    }

    private static async Task<string?> KubectlAsync(Dictionary<string, string> helps, string? verb)
    {
        if (verb is null) return string.Empty;
        if (!helps.TryGetValue($"kubectl {verb}", out var help))
        {
            var result = await Script.TryRunAsync("kubectl", [verb, "--help"], Limit, Company.Cancellation);
            var all = await Script.TryRunAsync("kubectl", ["options"], Limit, Company.Cancellation);
            help = helps[$"kubectl {verb}"] = result.ExitCode == 0 ? result.Output + all.Output : string.Empty;
        }

        return help.Length == 0 ? null : help;
    }

    [GeneratedRegex("`(?<command>(hybrid-groups|kubectl|make) [^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blocks();

    [GeneratedRegex("^[a-z][a-z-]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Verb();

    [GeneratedRegex(@"(?<=\s)(?<name>--[a-z-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Options();
}
