using System.Text.RegularExpressions;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Documentation;

/// <summary>One page of the documentation, as its tests see it.</summary>
internal sealed partial record Page(string Path, string Text, IReadOnlyList<Fence> Fences)
{
    /// <summary>Pages that are not run here, by the beginning of their path, and why.</summary>
    public static IReadOnlyDictionary<string, string> NotRunHere { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["docs/gitops"] = "it needs Argo CD, Flux or a pipeline",
        ["docs/observability.md"] = "it needs a Prometheus",
        ["docs/runbooks/"] = "what they look at differs from incident to incident",
        ["docs/reference/"] = "lists, without anything to run",
    };

    private static IReadOnlyList<string> All { get; } =
    [
        "README.md",
        "CONTRIBUTING.md",
        .. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>All pages that readers are given: the README, CONTRIBUTING, and everything below docs/.</summary>
    public static IReadOnlyList<string> Paths { get; } = [.. All.Where(path => !NotRunHere.Keys.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal)))];

    /// <summary>What the page needs to be there already: <c>&lt;!-- world: connected --&gt;</c>.</summary>
    public string? World => WorldForm().Match(Text) is { Success: true } match ? match.Groups["world"].Value : null;

    public bool HasSomethingToRun => Fences.Any(fence => fence is { IsConsole: true, NotRun: null });

    public static Page Read(string path)
    {
        var text = File.ReadAllText(Repository.PathOf(path));
        var fences = new List<Fence>();
        Fence? open = null;
        var lines = text.Split('\n');
        for (var number = 1; number <= lines.Length; number++)
        {
            var line = lines[number - 1];
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                if (open is null)
                {
                    open = Fence.Open(path, number, line.Trim()[3..].Trim());
                    continue;
                }

                fences.Add(open);
                open = null;
            }
            else if (open is not null)
            {
                open = open with { Lines = [.. open.Lines, line] };
            }
        }

        return open is null ? new Page(path, text, fences) : throw new FormatException($"{open} is never closed.");
    }

    [GeneratedRegex("^<!-- world: (?<world>[a-z]+) -->", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WorldForm();
}
