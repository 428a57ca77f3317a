using System.Text.RegularExpressions;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Documentation;

/// <summary>One page of the documentation, as its tests see it.</summary>
internal sealed partial record Page(string Path, string Text, IReadOnlyList<Fence> Fences)
{
    /// <summary>All pages that readers are given: those outside of docs/ that have something to type, and everything below it.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        "README.md",
        "CONTRIBUTING.md",
        "charts/hybrid-groups/README.md",
        "tests/environment/README.md",
        .. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Those with a command; of these, HYBRIDGROUPS_TEST_PAGE chooses by a part of the path.</summary>
    public static IEnumerable<Page> ToRun => Paths
        .Where(path => path.Contains(Environment.GetEnvironmentVariable("HYBRIDGROUPS_TEST_PAGE") ?? string.Empty, StringComparison.Ordinal))
        .Select(Read)
        .Where(page => page.HasSomethingToRun);

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
                    open = Fence.Open(path, number, line.Trim()[3..].Trim()) with { Indent = line.Length - line.TrimStart().Length };
                    continue;
                }

                fences.Add(open);
                open = null;
            }
            else if (open is not null)
            {
                // Within a list, a block is indented as the list is.
                open = open with { Lines = [.. open.Lines, line[Math.Min(open.Indent, line.Length - line.TrimStart().Length)..]] };
            }
        }

        return open is null ? new Page(path, text, fences) : throw new FormatException($"{open} is never closed.");
    }

    [GeneratedRegex("^<!-- world: (?<world>[a-z]+) -->", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WorldForm();
}
