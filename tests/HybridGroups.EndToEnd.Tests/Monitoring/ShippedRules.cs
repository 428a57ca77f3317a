using System.Globalization;
using System.Text.RegularExpressions;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>The alerts as they are shipped, with every duration divided by sixty: nobody waits a quarter of an hour in a test.</summary>
internal static partial class ShippedRules
{
    public static string Faster() => Duration().Replace(
        File.ReadAllText(Repository.PathOf("charts", "hybrid-groups", "monitoring", "alerts.yaml")),
        found => string.Create(CultureInfo.InvariantCulture, $"{found.Groups["before"].Value}{int.Parse(found.Groups["number"].Value, CultureInfo.InvariantCulture)}{(found.Groups["unit"].Value == "h" ? "m" : "s")}"));

    /// <summary>The names of all alerts.</summary>
    public static IReadOnlyList<string> Alerts() =>
        [.. Alert().Matches(File.ReadAllText(Repository.PathOf("charts", "hybrid-groups", "monitoring", "alerts.yaml"))).Select(found => found.Groups["name"].Value)];

    [GeneratedRegex(@"(?<before>for: |\[|offset )(?<number>\d+)(?<unit>[mh])\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Duration();

    [GeneratedRegex(@"- alert: (?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Alert();
}
