using System.Globalization;
using System.Text.RegularExpressions;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>
/// The alerts as they are shipped, with every duration divided by sixty: nobody waits a quarter of an hour in a test. Limits that are
/// a number of seconds are shortened one by one: a day to 24 s, as nobody waits for its sixtieth part either.
/// </summary>
internal static partial class ShippedRules
{
    private static readonly (string Shipped, string Faster)[] Limits =
    [
        ("(900 + 3 * max by (connector)", "(15 + 3 * max by (connector)"),
        ("(hybridgroups_oldest_pending_update_seconds) > 86400", "(hybridgroups_oldest_pending_update_seconds) > 24"),
        // A lease cannot be lost three times within the 15 s that this would be: it is renewed every 5 s.
        ("{name!~\".*-member-.*\"}[15m]", "{name!~\".*-member-.*\"}[60m]"),
        ("(leader_election_lost_total[15m])", "(leader_election_lost_total[60m])"),
    ];

    // A quiet kind is quiet for up to ten minutes, until its watch ends and begins anew: no silence shorter than that means anything, except of
    // a kind that changes all the time. That is rules where a test sees to it.
    private static readonly (string Shipped, string Faster) Watches = ("SyncConnector|GroupWritebackPolicy|DynamicGroupRule|Namespace\"}) > 900", "DynamicGroupRule\"}) > 30");

    /// <param name="rulesChange">Some DynamicGroupRule changes every few seconds, wherever somebody watches.</param>
    public static string Faster(bool rulesChange) => Duration().Replace(
        Limits.Concat(rulesChange ? [Watches] : []).Aggregate(Shipped(), (text, limit) => text.Contains(limit.Shipped, StringComparison.Ordinal)
            ? text.Replace(limit.Shipped, limit.Faster, StringComparison.Ordinal)
            : throw new InvalidOperationException($"The alerts have no '{limit.Shipped}' any more: correct ShippedRules.")),
        found => string.Create(CultureInfo.InvariantCulture, $"{found.Groups["before"].Value}{int.Parse(found.Groups["number"].Value, CultureInfo.InvariantCulture)}{(found.Groups["unit"].Value == "h" ? "m" : "s")}"));

    private static string Shipped() => File.ReadAllText(Repository.PathOf("charts", "hybrid-groups", "monitoring", "alerts.yaml"));

    [GeneratedRegex(@"(?<before>for: |\[|offset )(?<number>\d+)(?<unit>[mh])\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Duration();
}
