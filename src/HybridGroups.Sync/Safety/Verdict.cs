using HybridGroups.Sync.Planning;

namespace HybridGroups.Sync.Safety;

/// <summary>What of a plan may be done now, what waits for a person, and what is not done at all.</summary>
public sealed record Verdict(IReadOnlyList<PlannedChange> Apply, HeldChanges? Held, IReadOnlyList<ObjectProblem> Refused)
{
    /// <summary>Changes that wait for the confirmed number of deletions, by the policy that asks for it.</summary>
    public IReadOnlyDictionary<string, int> AwaitingConfirmation { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);
}
