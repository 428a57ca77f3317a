using HybridGroups.Api.Conditions;
using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Controllers.Intents;
using HybridGroups.Sync.Intents;

namespace HybridGroups.Controllers.SyncConnectors;

/// <summary>Since when dynamic updates have been waiting.</summary>
internal static class PendingUpdates
{
    public static DateTimeOffset? OldestOf(ConnectorReport report, IEnumerable<DynamicGroupRule> rules)
    {
        // A replica that has just begun knows what waits, and not for how long: the rules do.
        var told = rules.ToDictionary(rule => IntentCompiler.RefOf(rule).Key, NotReadySince, StringComparer.Ordinal);
        var waiting = report.PendingSince.Where(entry => IsOfRule(entry.Key))
            .Select(entry => told.GetValueOrDefault(entry.Key) is { } since && since < entry.Value ? since : (DateTimeOffset?)entry.Value);
        // What a directory that does not answer would have to tell is waiting as well, whatever it is.
        var untold = report.Plan?.Outcomes.Keys.Any(IsOfRule) == true
            ? new[] { report.ActiveDirectory, report.Entra }.Where(side => side.Problem is not null).Select(side => side.LastDelta)
            : [];
        return waiting.Concat(untold).Min();
    }

    private static DateTimeOffset? NotReadySince(DynamicGroupRule rule) => rule.Status?.Conditions?
        .FirstOrDefault(condition => condition is { Type: ConditionTypes.Ready, Reason: Reasons.SafetyThresholdExceeded or Reasons.Progressing })?.LastTransitionTime;

    private static bool IsOfRule(string intent) => intent.StartsWith(nameof(IntentKind.DynamicRule), StringComparison.Ordinal);
}
