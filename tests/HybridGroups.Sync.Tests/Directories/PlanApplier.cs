using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;

namespace HybridGroups.Sync.Tests.Directories;

/// <summary>Carries changes out in the simulated directories, in the order of the plan. One that fails stops no other.</summary>
internal sealed class PlanApplier(SimulatedActiveDirectory domain, SimulatedEntra tenant, Baseline baseline)
{
    private readonly Dictionary<(DirectorySide Side, Guid For), Guid> made = [];

    public List<PlannedChange> Failed { get; } = [];

    public void Apply(IEnumerable<PlannedChange> changes)
    {
        foreach (var change in changes)
        {
            if (!Apply(change)) Failed.Add(change);
        }
    }

    private bool Apply(PlannedChange change)
    {
        if (change is PlannedChange.CreateOnPremisesGroup create)
        {
            if (domain.Create(create.New) is not { } id) return false;
            made[(DirectorySide.ActiveDirectory, create.Group.Id)] = id;
            foreach (var (name, values) in create.New.Attributes) baseline.Wrote(id, name, values);
            baseline.WrotePlace(id, create.New.CommonName, create.New.Container);
            return true;
        }

        if (change is PlannedChange.CreateCloudGroup draft)
        {
            made[(DirectorySide.Entra, draft.Group.Id)] = tenant.Create(draft.Draft);
            return true;
        }

        var group = change.Group.IsNew ? made.GetValueOrDefault((change.Group.Side, change.Group.Id)) : change.Group.Id;
        return (change.Group.Side == DirectorySide.ActiveDirectory ? domain.Has(group) : tenant.Has(group)) && Apply(change, group);
    }

    private bool Apply(PlannedChange change, Guid group)
    {
        switch (change)
        {
            case PlannedChange.MoveOnPremisesGroup move:
                if (!domain.TryMove(group, move.NewName, move.NewContainer)) return false;
                var name = domain.Find(group).DistinguishedName;
                baseline.WrotePlace(group, DirectoryPath.Of(name).Name, DirectoryPath.ParentOf(name)!);
                return true;
            case PlannedChange.UpdateOnPremisesGroup update:
                Update(update, group);
                return true;
            case PlannedChange.UpdateCloudGroup update:
                tenant.Put(CloudObjectKind.Group, group, [.. update.Edit.Properties.Select(entry => (entry.Key, entry.Value))]);
                return true;
            case PlannedChange.SetMembershipRule rule:
                SetRule(group, rule.Rule, rule.IsOn);
                return true;
            case PlannedChange.ReplaceMembersByRule rule:
                SetRule(group, rule.Rule, rule.IsOn);
                tenant.RemoveMembers(group, rule.Members.Select(member => member.Id));
                return true;
            case PlannedChange.MakeAssigned:
                var left = (tenant.Get(CloudObjectKind.Group, group, "groupTypes") as string[] ?? []).Where(type => type != "DynamicMembership").ToArray();
                tenant.Put(CloudObjectKind.Group, group, ("groupTypes", left), ("membershipRule", null), ("membershipRuleProcessingState", null));
                return true;
            case PlannedChange.AddMembers add:
                return Add(add, group);
            case PlannedChange.RemoveMembers remove:
                var gone = remove.Members.Select(member => member.Id).ToArray();
                if (change.Group.Side == DirectorySide.ActiveDirectory) domain.RemoveMembers(group, gone);
                else tenant.RemoveMembers(group, gone);
                baseline.WroteMembers(group, [], gone);
                return true;
            case PlannedChange.QuarantineOnPremisesGroup quarantine:
                domain.RemoveMembers(group, quarantine.Members);
                baseline.Forget(group);
                return domain.TryMove(group, quarantine.NewName, quarantine.Container);
            case PlannedChange.DeleteOnPremisesGroup delete:
                if (domain.Find(group).Group?.WrittenBackFrom != delete.Expected) return false;
                domain.Delete(group);
                return true;
            case PlannedChange.DeleteCloudGroup delete:
                if (tenant.Named(delete.ExpectedUniqueName) != group) return false;
                tenant.SoftDelete(CloudObjectKind.Group, group);
                return true;
            default:
                throw new InvalidOperationException($"{change.Kind} is not known here.");
        }
    }

    private void SetRule(Guid group, string rule, bool isOn)
    {
        var types = tenant.Get(CloudObjectKind.Group, group, "groupTypes") as string[] ?? [];
        tenant.Put(
            CloudObjectKind.Group, group,
            ("groupTypes", types.Append("DynamicMembership").Distinct().ToArray()), ("membershipRule", rule), ("membershipRuleProcessingState", isOn ? "On" : "Paused"));
    }

    private void Update(PlannedChange.UpdateOnPremisesGroup update, Guid group)
    {
        foreach (var (name, values) in update.Attributes)
        {
            baseline.Wrote(group, name, values);
            if (!string.Equals(name, "groupType", StringComparison.OrdinalIgnoreCase)) domain.SetText(group, name, [.. values]);
            else domain.Change(group, item => item with { Group = item.Group! with { Kind = GroupKind.FromValue(int.Parse(values[0])) } });
        }
    }

    private bool Add(PlannedChange.AddMembers add, Guid group)
    {
        var found = new List<Guid>();
        foreach (var member in add.Members)
        {
            var id = member.IsNew ? made.GetValueOrDefault((add.Group.Side, member.Id)) : member.Id;
            if (add.Group.Side == DirectorySide.ActiveDirectory ? domain.Has(id) && !IsDomainLocalInUniversal(group, id) : tenant.Has(id)) found.Add(id);
        }

        if (add.Group.Side == DirectorySide.ActiveDirectory) domain.AddMembers(group, found);
        else tenant.AddMembers(group, found);
        baseline.WroteMembers(group, found, []);
        return found.Count == add.Members.Count;
    }

    // "A universal group cannot have a local group as a member."
    private bool IsDomainLocalInUniversal(Guid group, Guid member) =>
        domain.Find(member).Group is { Kind.Scope: GroupScope.DomainLocal } && domain.Find(group).Group is { Kind.Scope: GroupScope.Universal };
}
