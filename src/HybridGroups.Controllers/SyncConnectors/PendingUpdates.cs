using HybridGroups.Controllers.Connectors;
using HybridGroups.Sync.Intents;

namespace HybridGroups.Controllers.SyncConnectors;

/// <summary>Since when dynamic updates have been waiting.</summary>
internal static class PendingUpdates
{
    public static DateTimeOffset? OldestOf(ConnectorReport report)
    {
        var waiting = report.PendingSince.Where(entry => IsOfRule(entry.Key)).Select(entry => (DateTimeOffset?)entry.Value);
        // What a directory that does not answer would have to tell is waiting as well, whatever it is.
        var untold = report.Plan?.Outcomes.Keys.Any(IsOfRule) == true
            ? new[] { report.ActiveDirectory, report.Entra }.Where(side => side.Problem is not null).Select(side => side.LastDelta)
            : [];
        return waiting.Concat(untold).Min();
    }

    private static bool IsOfRule(string intent) => intent.StartsWith(nameof(IntentKind.DynamicRule), StringComparison.Ordinal);
}
