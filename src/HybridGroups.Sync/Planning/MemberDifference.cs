using HybridGroups.Sync.Intents;

namespace HybridGroups.Sync.Planning;

/// <summary>What must be added and removed so that a group has the wanted members.</summary>
internal static class MemberDifference
{
    /// <param name="plan">Where the changes go.</param>
    /// <param name="intent">Who wants it.</param>
    /// <param name="group">The group.</param>
    /// <param name="wantedMembers">The members it shall have.</param>
    /// <param name="present">The members it has.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="source">The group that is mirrored; null when a rule decides.</param>
    /// <param name="takesOver">Nobody has seen yet whom this would remove.</param>
    public static bool Plan(
        PlanBuilder plan, IntentRef intent, TargetGroup group, TranslatedMembers wantedMembers, IReadOnlySet<Guid> present, string reason, Guid? source, bool takesOver = false)
    {
        var (wanted, lost) = (wantedMembers.Members, wantedMembers.Unmatched);
        var add = wanted.Where(member => member.IsNew || !present.Contains(member.Id)).OrderBy(member => member.Id).ToArray();
        var remove = present.Where(member => !wanted.Contains(new PlannedMember(member, IsNew: false)) && !wantedMembers.MayMean(member, plan.Model.People)).Select(member => new PlannedMember(member, IsNew: false)).OrderBy(member => member.Id).ToArray();
        if (add.Length > 0) plan.Add(new PlannedChange.AddMembers(intent, group, reason, add, present.Count, IsFirstFill: present.Count == 0));
        if (remove.Length == 0) return add.Length == 0;
        if (wanted.Count == 0 && lost > 0)
        {
            // Nobody of the source can be found: that says something about the matching, not about the members.
            plan.Report(
                intent, ProblemClasses.UnmatchedMembers, group.Name,
                $"None of the {lost} members of the source is found in the directory of {group.Name}; its {present.Count} members stay.",
                "Look at spec.matching of the SyncConnector and at the scope that it reads.");
            return false;
        }

        if (plan.Proof is { } proof) plan.Add(new PlannedChange.RemoveMembers(proof, intent, group, reason, remove, present.Count) { Source = source, IsTakeover = takesOver });
        return false;
    }
}
