using System.Text.RegularExpressions;
using TestEnvironment;

namespace Monitoring.Tests;

/// <summary>Some series are there only after their first event; so their names are looked for in the sources.</summary>
public sealed partial class The_reference_names_what_the_sources_measure
{
    private static readonly string[] Documented =
        [.. InDocument().Matches(File.ReadAllText(Repository.PathOf("docs", "reference", "metrics.md"))).Select(found => found.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    private static readonly string[] Measured =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(path => InSource().Matches(File.ReadAllText(path)).Select(found => found.Groups["name"].Value))
            .Distinct(StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_metric_of_the_reference_is_one_of_the_sources()
    {
        Documented.Length.ShouldBeGreaterThan(50);
        Documented.Except(Measured, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Every_metric_of_the_sources_is_in_the_reference_too() =>
        Measured.Except(Documented, StringComparer.Ordinal).ShouldBeEmpty("docs/reference/metrics.md does not name these");

    [GeneratedRegex(@"`(?<name>[a-z]+(_[a-z]+)+)`(?=[,| ])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InDocument();

    // Created by the meter itself, or through a method that takes the name first.
    [GeneratedRegex(@"(Create\w+(<\w+>)?\(|Gauge\(|BySide\(|Each\()\s*""(?<name>[a-z]+(_[a-z]+)+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex InSource();
}
