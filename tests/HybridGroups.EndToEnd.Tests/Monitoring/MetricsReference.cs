using System.Text.RegularExpressions;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>Reads the reference, and what a scrape says of itself.</summary>
internal static partial class MetricsReference
{
    /// <summary>The rows of every table whose first column is a metric.</summary>
    public static IReadOnlyList<MetricDescription> Documented() =>
    [
        .. File.ReadLines(Repository.PathOf("docs", "reference", "metrics.md"))
            .Select(line => Row().Match(line))
            .Where(row => row.Success)
            .Select(row => new MetricDescription(row.Groups["name"].Value, row.Groups["type"].Value, row.Groups["labels"].Value.Replace("`", string.Empty, StringComparison.Ordinal), row.Groups["meaning"].Value)),
    ];

    public static IReadOnlyList<MetricDescription> Of(string scrape)
    {
        var helps = Help().Matches(scrape).ToDictionary(found => found.Groups["name"].Value, found => found.Groups["text"].Value, StringComparer.Ordinal);
        var samples = Sample().Matches(scrape);
        return
        [
            .. Type().Matches(scrape).Select(found =>
            {
                var (name, type) = (found.Groups["name"].Value, found.Groups["type"].Value);
                var labels = samples
                    .Where(sample => sample.Groups["name"].Value == (type == "histogram" ? name + "_count" : name))
                    .SelectMany(sample => Label().Matches(sample.Groups["labels"].Value).Select(label => label.Groups["name"].Value))
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal);
                return new MetricDescription(name, type, string.Join(", ", labels), helps.GetValueOrDefault(name, string.Empty));
            }),
        ];
    }

    public static string AsRow(MetricDescription metric) =>
        $"| `{metric.Name}` | {metric.Type} | {string.Join(", ", metric.Labels.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(label => $"`{label}`"))} | {metric.Meaning} |";

    [GeneratedRegex(@"^\| `(?<name>[a-z_]+)` \| (?<type>counter|gauge|histogram) \| (?<labels>[^|]*?) ?\| (?<meaning>[^|]*) \|$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"^# HELP (?<name>\S+) (?<text>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Help();

    [GeneratedRegex(@"^# TYPE (?<name>\S+) (?<type>\S+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Type();

    [GeneratedRegex(@"^(?<name>[a-z]\w*)(\{(?<labels>.*)\})? ", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Sample();

    [GeneratedRegex(@"(?<=^|,)(?<name>[a-z_]+)=""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Label();
}
