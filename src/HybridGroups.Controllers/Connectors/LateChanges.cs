using HybridGroups.Sync.Safety;

namespace HybridGroups.Controllers.Connectors;

/// <summary>Since when changes wait that should have been made. What is meant to wait is not late: an alert would only say what somebody has asked for.</summary>
internal static class LateChanges
{
    /// <param name="before">How it stood, and whether anything may be written now.</param>
    /// <param name="verdict">What is left to do.</param>
    /// <param name="now">When what was not waiting before begins to.</param>
    public static IReadOnlyDictionary<string, DateTimeOffset> Since(ConnectorReport before, Verdict verdict, DateTimeOffset now)
    {
        var held = verdict.Held?.Changes ?? [];
        var late = before switch
        {
            { IsStaging: true } => [],
            // Who approves is not bound to the hours.
            { Writes: false } => held,
            _ => verdict.Apply.Concat(held),
        };
        return late.Select(change => change.Intent.Key).Distinct(StringComparer.Ordinal)
            .ToDictionary(intent => intent, intent => before.PendingSince.TryGetValue(intent, out var since) ? since : now, StringComparer.Ordinal);
    }
}
