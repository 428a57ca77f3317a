using System.Globalization;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;

namespace HybridGroups.Sync.Safety;

/// <summary>Finds what is more than the limits allow.</summary>
internal sealed class Excess(DirectoryModel model, GuardFacts facts)
{
    // A percentage of a handful says nothing: a team of four may lose two.
    private const int SmallestGroupForPercent = 10;

    // A side that has lost half of its objects was not read as it is, whatever the reader says.
    private const int SmallestSideForShrinking = 20;

    private readonly HashSet<PlannedChange> held = [];
    private readonly List<string> reasons = [];
    private readonly HashSet<GuardLimit> exceeded = [];

    public HeldChanges? Find(IReadOnlyList<PlannedChange> changes)
    {
        Shrunken(changes);
        Check(changes, facts.Limits, "the connector");
        foreach (var intent in facts.Intents.Where(intent => intent.Limits != facts.Limits))
        {
            Check([.. changes.Where(change => string.Equals(change.Intent.Key, intent.Ref.Key, StringComparison.Ordinal))], intent.Limits, intent.Ref.ToString());
        }

        return held.Count == 0 ? null : new HeldChanges([.. changes.Where(held.Contains)], reasons) { Exceeded = exceeded };
    }

    private void Shrunken(IReadOnlyList<PlannedChange> changes)
    {
        var destructive = changes.Where(IsDestructive).ToArray();
        if (destructive.Length == 0) return;
        // However small it is and whoever remembers it: a directory of nobody was not read as it is.
        if (model.OnPremises.Count == 0) Hold(GuardLimit.ShrunkenDirectory, destructive, "Active Directory has no objects at all");
        if (model.Cloud.Live(CloudObjectKind.User).Count == 0) Hold(GuardLimit.ShrunkenDirectory, destructive, "Entra has no users at all");
        Shrunken(destructive, "Active Directory", model.OnPremises.Count, facts.OnPremisesObjectsBefore);
        Shrunken(destructive, "Entra", CloudObjects(model), facts.CloudObjectsBefore);
    }

    private void Shrunken(PlannedChange[] destructive, string side, long now, long? before)
    {
        if (before is not { } known || known < SmallestSideForShrinking || now * 2 > known) return;
        Hold(GuardLimit.ShrunkenDirectory, destructive, string.Create(CultureInfo.InvariantCulture, $"{side} has only {now} of the {known} objects that it had"));
    }

    private void Check(IReadOnlyList<PlannedChange> changes, Limits limits, string whose)
    {
        Deletions(changes, limits, whose);
        var removals = changes.OfType<PlannedChange.RemoveMembers>().ToArray();
        Total(GuardLimit.RemovedMembers, removals, removals.Sum(change => change.Members.Count), limits.RemovedMembers, "members would be removed", $"maxRemovedMembers of {whose} is {limits.RemovedMembers}");
        foreach (var change in removals)
        {
            Share(GuardLimit.RemovedMembersPercent, change, change.Members.Count, change.MembersBefore, limits.RemovedMembersPercent, "lose", $"maxRemovedMembersPercent of {whose} is {limits.RemovedMembersPercent}");
        }

        var additions = changes.OfType<PlannedChange.AddMembers>().Where(change => limits.CountsFirstFill || !change.IsFirstFill).ToArray();
        Total(GuardLimit.AddedMembers, additions, additions.Sum(change => change.Members.Count), limits.AddedMembers, "members would be added", $"maxAddedMembers of {whose} is {limits.AddedMembers}");
        foreach (var change in additions)
        {
            Share(GuardLimit.AddedMembersPercent, change, change.Members.Count, change.MembersBefore, limits.AddedMembersPercent, "gain", $"maxAddedMembersPercent of {whose} is {limits.AddedMembersPercent}");
        }
    }

    private void Deletions(IReadOnlyList<PlannedChange> changes, Limits limits, string whose)
    {
        var deletions = changes.Where(IsDeletion).ToArray();
        if (deletions.Length == 0) return;
        Total(GuardLimit.DeletedGroups, deletions, deletions.Length, limits.DeletedGroups, "groups would be deleted", $"maxDeletedGroups of {whose} is {limits.DeletedGroups}");
        var kept = model.Groups.WrittenBack.Values.Sum(groups => groups.Count) + model.Groups.MadeFromActiveDirectory.Count + model.Groups.MadeByRules.Count;
        if (deletions.Length > Limits.Allowed(limits.DeletedGroupsPercent, kept))
        {
            Hold(GuardLimit.DeletedGroupsPercent, deletions, $"{deletions.Length} of {kept} groups would be deleted, and maxDeletedGroupsPercent of {whose} is {limits.DeletedGroupsPercent}");
        }
    }

    private void Total(GuardLimit kind, IReadOnlyList<PlannedChange> changes, int count, int limit, string what, string because)
    {
        if (count > limit) Hold(kind, changes, string.Create(CultureInfo.InvariantCulture, $"{count} {what}, and {because}"));
    }

    private void Share(GuardLimit kind, PlannedChange change, int count, int before, int percent, string verb, string because)
    {
        if (before < SmallestGroupForPercent && percent != 0) return;
        if (count > Limits.Allowed(percent, before))
        {
            Hold(kind, [change], string.Create(CultureInfo.InvariantCulture, $"{change.Group.Name} would {verb} {count} with {before} members, and {because}"));
        }
    }

    private void Hold(GuardLimit kind, IReadOnlyList<PlannedChange> changes, string reason)
    {
        exceeded.Add(kind);
        held.UnionWith(changes);
        reasons.Add(reason);
    }

    private static bool IsDeletion(PlannedChange change) =>
        change is PlannedChange.DeleteCloudGroup or PlannedChange.DeleteOnPremisesGroup or PlannedChange.QuarantineOnPremisesGroup;

    private static bool IsDestructive(PlannedChange change) => IsDeletion(change) || change is PlannedChange.RemoveMembers;

    internal static long CloudObjects(DirectoryModel model) =>
        model.Cloud.Live(CloudObjectKind.User).Count + model.Cloud.Live(CloudObjectKind.Group).Count + model.Cloud.Live(CloudObjectKind.Device).Count;
}
