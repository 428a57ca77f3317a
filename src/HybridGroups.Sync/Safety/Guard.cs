using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;

namespace HybridGroups.Sync.Safety;

/// <summary>
/// Stands between the plan and the writers. First it refuses what is never done, then it holds what is too much. The rest goes
/// ahead: one group too large must not keep the others waiting.
/// </summary>
public static class Guard
{
    public static Verdict Check(Plan plan, DirectoryModel model, GuardFacts facts)
    {
        var refusals = new Refusals(model, facts.WritableContainers, facts.Products);
        var refused = new List<ObjectProblem>();
        var possible = new List<PlannedChange>();
        foreach (var change in plan.Changes)
        {
            if (refusals.Of(change) is { } problem) refused.Add(problem);
            else possible.Add(change);
        }

        var made = possible.Where(change => change is PlannedChange.CreateCloudGroup or PlannedChange.CreateOnPremisesGroup).Select(change => change.Group).ToHashSet();
        possible.RemoveAll(change => change.Group.IsNew && !made.Contains(change.Group));

        var (confirmed, awaiting) = Confirmations(possible, facts);
        possible.RemoveAll(change => awaiting.ContainsKey(change.Intent.Key) && IsPolicyRemoval(change));

        var excess = new Excess(model, facts);
        var held = excess.Find(possible.Where(change => !confirmed.Contains(change)).ToArray());
        if (held is null || facts.Approvals.Cover(held))
        {
            return new Verdict(possible, Held: null, refused) { AwaitingConfirmation = awaiting };
        }

        var keys = held.Changes.ToHashSet();
        return new Verdict([.. possible.Where(change => !keys.Contains(change))], held, refused) { AwaitingConfirmation = awaiting };
    }

    /// <summary>
    /// Switching a policy off must not destroy by itself: the deletions wait until a person has confirmed their very number. With
    /// it they pass, whatever the limits say: nobody needs to confirm the same twice.
    /// </summary>
    private static (HashSet<PlannedChange> Confirmed, Dictionary<string, int> Awaiting) Confirmations(List<PlannedChange> changes, GuardFacts facts)
    {
        var confirmed = new HashSet<PlannedChange>();
        var awaiting = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var group in changes.Where(IsPolicyRemoval).GroupBy(change => change.Intent.Key, StringComparer.Ordinal))
        {
            var policy = facts.Intents.OfType<WritebackIntent>().FirstOrDefault(intent => string.Equals(intent.Ref.Key, group.Key, StringComparison.Ordinal));
            if (policy is null) continue;
            if (IsConfirmed(policy, group.Count())) confirmed.UnionWith(group);
            else awaiting[group.Key] = group.Count();
        }

        return (confirmed, awaiting);
    }

    // Exactly the number: a larger one was said of something else. Fewer are left when what was confirmed was interrupted, and the
    // number that was published then still stands.
    private static bool IsConfirmed(WritebackIntent policy, int count) =>
        policy.ConfirmedDeletions is { } confirmed && (confirmed == count || (count < confirmed && policy.PublishedDeletions == confirmed));

    private static bool IsPolicyRemoval(PlannedChange change) => change switch
    {
        PlannedChange.DeleteOnPremisesGroup { Cause: RetirementCause.PolicyRemoved, Intent.Kind: IntentKind.Writeback } => true,
        // In the quarantine a group is empty: for those who were in it, that is no less than deleted.
        PlannedChange.QuarantineOnPremisesGroup { Cause: RetirementCause.PolicyRemoved } => true,
        _ => false,
    };
}
