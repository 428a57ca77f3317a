using HybridGroups.Sync.Planning;

namespace HybridGroups.Controllers.Connectors;

/// <summary>Whose status has to be looked at again after a round: with thousands of rules, not everybody's.</summary>
public static class ReportChanges
{
    /// <summary>The intents concerned; null when all are.</summary>
    public static IReadOnlySet<string>? Of(ConnectorReport before, ConnectorReport now)
    {
        if (before.Plan is null || now.Plan is null || before.BothAnswer != now.BothAnswer || before.IsStaging != now.IsStaging || before.OpensAt != now.OpensAt
            || before.OwesFullImport != now.OwesFullImport || !ReferenceEquals(before.Prerequisites, now.Prerequisites)
            || !string.Equals(before.SetupProblem, now.SetupProblem, StringComparison.Ordinal)
            || !string.Equals(before.Held?.Hash, now.Held?.Hash, StringComparison.Ordinal)) return null;
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (intent, outcome) in now.Plan.Outcomes)
        {
            if (!before.Plan.Outcomes.TryGetValue(intent, out var old) || !IsSame(old, outcome)) changed.Add(intent);
        }

        Add(changed, before.Waiting, now.Waiting);
        Add(changed, before.AwaitingConfirmation, now.AwaitingConfirmation);
        Add(changed, before.LastApplied, now.LastApplied);
        Add(changed, before.RuleProcessing, now.RuleProcessing);
        changed.UnionWith(before.Problems.Except(now.Problems).Concat(now.Problems.Except(before.Problems)).Select(problem => problem.Intent?.Key).OfType<string>());
        return changed;
    }

    private static bool IsSame(IntentOutcome one, IntentOutcome other) =>
        one with { Retirements = other.Retirements, Problems = other.Problems } == other
        && one.Retirements.Count == other.Retirements.Count
        && one.Retirements.All(entry => other.Retirements.GetValueOrDefault(entry.Key) == entry.Value);

    private static void Add<T>(HashSet<string> changed, IReadOnlyDictionary<string, T> before, IReadOnlyDictionary<string, T> now)
    {
        changed.UnionWith(now.Where(entry => !before.TryGetValue(entry.Key, out var old) || !Equals(old, entry.Value)).Select(entry => entry.Key));
        changed.UnionWith(before.Keys.Where(key => !now.ContainsKey(key)));
    }
}
