using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Selection;

namespace HybridGroups.Sync.Planning;

/// <summary>Plans groups of Active Directory into Entra.</summary>
internal sealed class GroupSyncPlanner(PlanBuilder plan, MemberTranslation translation, RuleBook rules)
{
    private const int LongestDescription = 1024;
    private readonly DirectoryModel model = plan.Model;
    private readonly GroupAdoption adoption = new(plan);

    public IReadOnlyList<OnPremisesObject> Select(GroupSyncIntent intent)
    {
        var selected = GroupFilter.Select(intent, model, rules);
        foreach (var group in selected) plan.ToBeSynced[group.Id] = group.Anchor;
        return selected;
    }

    public void Run(GroupSyncIntent intent, IReadOnlyList<OnPremisesObject> selected)
    {
        var agree = 0;
        var unmatched = 0;
        var adopted = new List<Guid>();
        var twins = selected.GroupBy(group => group.Anchor).Where(groups => groups.Count() > 1).ToDictionary(groups => groups.Key, groups => groups.ToArray());
        foreach (var group in selected)
        {
            if (twins.TryGetValue(group.Anchor, out var same))
            {
                ReportTwin(intent, group, same);
                continue;
            }

            var (isDone, lost) = Run(intent, group);
            if (isDone) agree++;
            if (model.Groups.Adopted.TryGetValue(group.Id, out var taken) && (isDone || intent.Adopted.Contains(taken))) adopted.Add(taken);
            unmatched += lost;
        }

        plan.Conclude(new IntentOutcome(intent.Ref)
        {
            Selected = selected.Count,
            InAgreement = agree,
            Unmatched = unmatched,
            Adopted = adopted,
        });
    }

    /// <summary>After everybody has claimed his groups: what a rule keeps is not deleted because its source has gone.</summary>
    public void RunRetirement(GroupSyncIntent intent, IReadOnlyList<OnPremisesObject> selected) =>
        plan.Conclude(plan.OutcomeOf(intent.Ref) with
        {
            // Also what is known by the identity of a group that has another anchor now: its source is there.
            Retirements = Retire(intent, selected.SelectMany(group => new[] { group.Anchor, group.Id }).ToHashSet()),
        });

    // Each would take away the members of the other.
    private void ReportTwin(GroupSyncIntent intent, OnPremisesObject group, OnPremisesObject[] same) => plan.Report(
        intent.Ref, ProblemClasses.DuplicateAnchor, group.DistinguishedName,
        $"{same.Length} groups have the anchor {group.Anchor}: {string.Join("; ", same.Select(one => one.DistinguishedName))}. None of them is brought to Entra.",
        "Decide which one is right, and clear ms-DS-ConsistencyGuid of the others or exclude them.");

    private (bool IsDone, int Unmatched) Run(GroupSyncIntent intent, OnPremisesObject group)
    {
        if (!adoption.Allows(intent, group))
        {
            plan.ToBeSynced.Remove(group.Id);
            return (false, 0);
        }

        var known = model.Groups.MadeFromActiveDirectory.TryGetValue(group.Anchor, out var id) || model.Groups.Adopted.TryGetValue(group.Id, out id) ? model.CloudGroup(id) : null;
        if (known is null && AnchorBefore(group) is { } before)
        {
            plan.ToBeSynced.Remove(group.Id);
            plan.Report(
                intent.Ref, ProblemClasses.SourceAnchorChanged, group.DistinguishedName,
                $"{group.DistinguishedName} is in Entra under its objectGUID {group.Id}; its ms-DS-ConsistencyGuid is {group.ConsistencyGuid} now. A second group is not made, and {before.DisplayName} ({before.Id}) stays as it is.",
                "Clear ms-DS-ConsistencyGuid of the group, or set it to the objectGUID.");
            return (false, 0);
        }

        if (known is null && model.Groups.CloudOf(group.Id) is { } other && model.CloudGroup(other) is { } synced)
        {
            plan.ToBeSynced.Remove(group.Id);
            if (!synced.IsOnPremisesMastered) return HandedOver(intent, group, $"as {synced.DisplayName} ({synced.Id})");
            plan.Report(
                intent.Ref, ProblemClasses.SourceOfAuthorityOnPremises, group.DistinguishedName,
                $"Another product syncs {group.DistinguishedName} to Entra already, as {synced.DisplayName} ({synced.Id}).",
                "Leave it to that product and exclude it here, or take it out of that product's scope first.");
            return (false, 0);
        }

        if (string.Equals(group.Group?.SourceOfAuthority, "Cloud", StringComparison.OrdinalIgnoreCase))
        {
            plan.ToBeSynced.Remove(group.Id);
            return HandedOver(intent, group, "as its msDS-ObjectSoa says");
        }

        var name = GroupNaming.DisplayName(GroupNaming.Fill(intent.NameTemplate, placeholder => placeholder switch
        {
            "displayName" => group.First("displayName") ?? group.First("cn") ?? DirectoryPath.Of(group.DistinguishedName).Name,
            "cn" => DirectoryPath.Of(group.DistinguishedName).Name,
            "samAccountName" => group.First("sAMAccountName") ?? string.Empty,
            "domain" => intent.DomainName,
            _ => string.Empty,
        }));
        var target = known is { } present
            ? new TargetGroup(DirectorySide.Entra, present.Id, IsNew: false, present.DisplayName)
            : new TargetGroup(DirectorySide.Entra, group.Anchor, IsNew: true, name);
        if (!plan.Claim(intent.Ref, target)) return (false, 0);
        var reason = $"{intent.Ref} brings {group.DistinguishedName} to Entra";
        var members = translation.ToCloud(group.Id, intent.Nested, known?.IsMicrosoft365 ?? intent.AsMicrosoft365);
        var unmatched = members.Unmatched;
        if (IsTooLarge(intent, group, members.Members.Count + unmatched)) return (false, unmatched);
        var description = Description(group);
        if (known is null)
        {
            plan.Add(new PlannedChange.CreateCloudGroup(intent.Ref, target, reason, new CloudGroupDraft(
                CloudAnchor.ForGroup(model.BaseName, group.Anchor).ToString(), name, GroupNaming.Nickname(group.First("mailNickname") ?? name, group.Anchor))
            {
                Description = description,
                IsMicrosoft365 = intent.AsMicrosoft365,
            }));
        }

        var isDone = known is { } there && Update(intent, there, target, name, description, reason);
        var present2 = known is null ? new HashSet<Guid>() : model.Cloud.EffectiveMembers(known.Value.Id);
        var takesOver = known is { } taken && model.Groups.IsAdopted(taken.Id) && !intent.Adopted.Contains(taken.Id);
        return (MemberDifference.Plan(plan, intent.Ref, target, members, present2, reason, group.Id, takesOver) & isDone, unmatched);
    }

    private CloudGroupView? AnchorBefore(OnPremisesObject group) =>
        group.ConsistencyGuid is not null && model.Groups.MadeFromActiveDirectory.TryGetValue(group.Id, out var made) ? model.CloudGroup(made) : null;

    // Larger ones Entra does not take: a new one is not made, and one that is there stays as it is.
    private bool IsTooLarge(GroupSyncIntent intent, OnPremisesObject group, int members)
    {
        if (members <= intent.MaximumMembers) return false;
        plan.ToBeSynced.Remove(group.Id);
        plan.Report(
            intent.Ref, ProblemClasses.MaximumMembersExceeded, group.DistinguishedName,
            $"{group.DistinguishedName} has {members} members; spec.groupSync.entraGroups.maximumMembers is {intent.MaximumMembers}. It is not brought to Entra, and nothing of it is changed there.",
            "Split the group, exclude it, or raise the maximum (Entra takes 250000).");
        return true;
    }

    private (bool IsDone, int Unmatched) HandedOver(GroupSyncIntent intent, OnPremisesObject group, string how)
    {
        plan.Report(
            intent.Ref, ProblemClasses.SourceOfAuthorityInCloud, group.DistinguishedName,
            $"{group.DistinguishedName} was handed over to the cloud, {how}: it no longer flows from Active Directory to Entra.",
            "Exclude it here, hand its source of authority back to Active Directory, or let this connector keep it (spec.groupSync.adopt.formerlySynced).");
        return (false, 0);
    }

    private bool Update(GroupSyncIntent intent, CloudGroupView present, TargetGroup target, string name, string? description, string reason)
    {
        var changed = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (!string.Equals(present.DisplayName, name, StringComparison.Ordinal)) changed["displayName"] = name;
        if (!string.Equals(present.Description ?? string.Empty, description ?? string.Empty, StringComparison.Ordinal)) changed["description"] = description;
        if (changed.Count == 0) return true;
        plan.Add(new PlannedChange.UpdateCloudGroup(
            intent.Ref, target, reason, new CloudGroupEdit(changed), changed.Keys.ToDictionary(key => key, key => present.Properties.GetValueOrDefault(key), StringComparer.Ordinal)));
        return false;
    }

    private Dictionary<RetirementCause, int> Retire(GroupSyncIntent intent, HashSet<Guid> wanted)
    {
        var waiting = new Dictionary<RetirementCause, int>();
        if (!intent.DeletesInEntra || plan.Proof is not { } proof) return waiting;
        var present = model.OnPremises.Objects.Where(item => item.Kind == OnPremisesObjectKind.Group).Select(item => item.Anchor).ToHashSet();
        foreach (var (anchor, id) in model.Groups.MadeFromActiveDirectory.Where(entry => !wanted.Contains(entry.Key)).OrderBy(entry => entry.Key))
        {
            var group = model.CloudGroup(id)!.Value;
            var cause = present.Contains(anchor) ? RetirementCause.LeftScope : RetirementCause.HardDeleted;
            var target = new TargetGroup(DirectorySide.Entra, id, IsNew: false, group.DisplayName);
            if (!plan.Claim(intent.Ref, target)) continue;
            waiting[cause] = waiting.GetValueOrDefault(cause) + 1;
            plan.Add(new PlannedChange.DeleteCloudGroup(
                proof, intent.Ref, target,
                cause == RetirementCause.LeftScope ? $"{intent.Ref} no longer picks its source" : "its source was deleted in Active Directory, or left the scope",
                cause, group.UniqueName!, anchor, intent.RemovesLicences));
        }

        return waiting;
    }

    private static string? Description(OnPremisesObject group)
    {
        var text = group.First("description")?.Trim();
        return string.IsNullOrEmpty(text) ? null : GroupNaming.Cut(text, LongestDescription);
    }
}
