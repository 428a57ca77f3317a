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

    private const int MostNamed = 5;

    private readonly HashSet<PlannedChange> held = [];
    private readonly List<string> reasons = [];

    public HeldChanges? Find(IReadOnlyList<PlannedChange> changes)
    {
        Shrunken(changes);
        Unseen(changes);
        Check(changes, facts.Intents, facts.Limits, "the connector");
        foreach (var intent in facts.Intents.Where(intent => intent.Limits != facts.Limits))
        {
            Check([.. changes.Where(change => string.Equals(change.Intent.Key, intent.Ref.Key, StringComparison.Ordinal))], [intent], intent.Limits, intent.Ref.ToString());
        }

        return held.Count == 0 ? null : new HeldChanges([.. changes.Where(held.Contains)], reasons);
    }

    private void Shrunken(IReadOnlyList<PlannedChange> changes)
    {
        var destructive = changes.Where(IsDestructive).ToArray();
        if (destructive.Length == 0) return;
        // However small it is and whoever remembers it: a directory of nobody was not read as it is.
        if (model.OnPremises.Count == 0) Hold(destructive, "Active Directory has no objects at all");
        if (model.Cloud.Live(CloudObjectKind.User).Count == 0) Hold(destructive, "Entra has no users at all");
        Shrunken(destructive, "Active Directory", model.OnPremises.Count, facts.OnPremisesObjectsBefore);
        Shrunken(destructive, "Entra", CloudObjects(model), facts.CloudObjectsBefore);
    }

    private void Shrunken(PlannedChange[] destructive, string side, long now, long? before)
    {
        if (before is not { } known || known < SmallestSideForShrinking || now * 2 > known) return;
        Hold(destructive, string.Create(CultureInfo.InvariantCulture, $"{side} has only {now} of the {known} objects that it had"));
    }

    // Whoever hands a group to a rule sees first who loses the membership by it, however few.
    private void Unseen(IReadOnlyList<PlannedChange> changes)
    {
        foreach (var change in changes)
        {
            if (change is not (PlannedChange.RemoveMembers { IsTakeover: true } or PlannedChange.ReplaceMembersByRule { IsTakeover: true })) continue;
            var lost = Lost(change);
            var names = lost.Take(MostNamed).Select(member => model.NameOf(change.Group.Side, member.Id));
            Hold([change], $"{change.Group.Name} was not filled by {change.Intent} before, and {lost.Count} of its members would be lost: {string.Join(", ", names)}{(lost.Count > MostNamed ? ", …" : string.Empty)}");
        }
    }

    private void Check(IReadOnlyList<PlannedChange> changes, IReadOnlyList<Intent> intents, Limits limits, string whose)
    {
        Deletions(changes, intents, limits, whose);
        var removals = changes.Where(change => Lost(change).Count > 0).ToArray();
        Total(removals, removals.Sum(change => Lost(change).Count), limits.RemovedMembers, "members would be removed", $"maxRemovedMembers of {whose} is {limits.RemovedMembers}");
        foreach (var change in removals)
        {
            Share(change, Lost(change).Count, MembersBefore(change), limits.RemovedMembersPercent, "lose", $"maxRemovedMembersPercent of {whose} is {limits.RemovedMembersPercent}");
        }

        var additions = changes.Where(change => Gained(change) > 0 && (limits.CountsFirstFill || MembersBefore(change) > 0)).ToArray();
        Total(additions, additions.Sum(Gained), limits.AddedMembers, "members would be added", $"maxAddedMembers of {whose} is {limits.AddedMembers}");
        foreach (var change in additions)
        {
            Share(change, Gained(change), MembersBefore(change), limits.AddedMembersPercent, "gain", $"maxAddedMembersPercent of {whose} is {limits.AddedMembersPercent}");
        }
    }

    private void Deletions(IReadOnlyList<PlannedChange> changes, IReadOnlyList<Intent> intents, Limits limits, string whose)
    {
        var deletions = changes.Where(IsDeletion).ToArray();
        if (deletions.Length == 0) return;
        Total(deletions, deletions.Length, limits.DeletedGroups, "groups would be deleted", $"maxDeletedGroups of {whose} is {limits.DeletedGroups}");
        var kept = KeptGroups.Of(intents, model).Union(deletions.Select(change => change.Group.Id)).Count();
        if (deletions.Length > Limits.Allowed(limits.DeletedGroupsPercent, kept))
        {
            Hold(deletions, $"{deletions.Length} of {kept} groups would be deleted, and maxDeletedGroupsPercent of {whose} is {limits.DeletedGroupsPercent}");
        }
    }

    private void Total(IReadOnlyList<PlannedChange> changes, int count, int limit, string what, string because)
    {
        if (count > limit) Hold(changes, string.Create(CultureInfo.InvariantCulture, $"{count} {what}, and {because}"));
    }

    private void Share(PlannedChange change, int count, int before, int percent, string verb, string because)
    {
        if (before < SmallestGroupForPercent && percent != 0) return;
        if (count > Limits.Allowed(percent, before))
        {
            Hold([change], string.Create(CultureInfo.InvariantCulture, $"{change.Group.Name} would {verb} {count} with {before} members, and {because}"));
        }
    }

    private void Hold(IReadOnlyList<PlannedChange> changes, string reason)
    {
        held.UnionWith(changes);
        reasons.Add(reason);
    }

    private static bool IsDeletion(PlannedChange change) =>
        change is PlannedChange.DeleteCloudGroup or PlannedChange.DeleteOnPremisesGroup or PlannedChange.QuarantineOnPremisesGroup;

    private static bool IsDestructive(PlannedChange change) => IsDeletion(change) || Lost(change).Count > 0;

    private static IReadOnlyList<PlannedMember> Lost(PlannedChange change) => change switch
    {
        PlannedChange.RemoveMembers remove => remove.Members,
        PlannedChange.ReplaceMembersByRule replace => replace.Members,
        _ => [],
    };

    private static int Gained(PlannedChange change) => change switch
    {
        PlannedChange.AddMembers add => add.Members.Count,
        PlannedChange.SetMembershipRule { IsOn: true } set => set.Gained,
        PlannedChange.ReplaceMembersByRule replace => replace.Gained,
        _ => 0,
    };

    private static int MembersBefore(PlannedChange change) => change switch
    {
        PlannedChange.RemoveMembers remove => remove.MembersBefore,
        PlannedChange.AddMembers add => add.MembersBefore,
        PlannedChange.SetMembershipRule set => set.MembersBefore,
        PlannedChange.ReplaceMembersByRule replace => replace.MembersBefore,
        _ => 0,
    };

    internal static long CloudObjects(DirectoryModel model) =>
        model.Cloud.Live(CloudObjectKind.User).Count + model.Cloud.Live(CloudObjectKind.Group).Count + model.Cloud.Live(CloudObjectKind.Device).Count;
}
