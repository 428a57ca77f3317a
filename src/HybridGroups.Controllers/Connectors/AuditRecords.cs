using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;

namespace HybridGroups.Controllers.Connectors;

/// <summary>Makes audit records of applied changes.</summary>
internal static class AuditRecords
{
    public static AuditRecord Of(AppliedChange applied, DirectoryModel model, string connector, string plan, DateTimeOffset now)
    {
        var change = applied.Change;
        return new AuditRecord
        {
            Time = now,
            Connector = connector,
            Change = change.Kind,
            Side = change.Group.Side.ToString(),
            Group = change.Group.Name,
            GroupId = change.Group.Id,
            Intent = change.Intent.ToString(),
            Generation = change.Intent.Generation,
            Reason = change.Reason,
            Plan = plan,
            Members = change switch
            {
                PlannedChange.AddMembers add => [.. add.Members.Select(member => model.NameOf(change.Group.Side, member.Id))],
                PlannedChange.RemoveMembers remove => [.. remove.Members.Select(member => model.NameOf(change.Group.Side, member.Id))],
                PlannedChange.ReplaceMembersByRule replace => [.. replace.Members.Select(member => model.NameOf(change.Group.Side, member.Id))],
                _ => null,
            },
            Before = change switch
            {
                PlannedChange.UpdateOnPremisesGroup update => update.Before.ToDictionary(entry => entry.Key, entry => string.Join("; ", entry.Value), StringComparer.Ordinal),
                PlannedChange.UpdateCloudGroup update => update.Before.ToDictionary(entry => entry.Key, entry => $"{entry.Value}", StringComparer.Ordinal),
                PlannedChange.MakeAssigned assigned => new Dictionary<string, string>(StringComparer.Ordinal) { ["membershipRule"] = assigned.Rule },
                PlannedChange.MoveOnPremisesGroup => new Dictionary<string, string>(StringComparer.Ordinal) { ["distinguishedName"] = change.Group.Name },
                _ => null,
            },
            After = change switch
            {
                PlannedChange.UpdateOnPremisesGroup update => update.Attributes.ToDictionary(entry => entry.Key, entry => string.Join("; ", entry.Value), StringComparer.Ordinal),
                PlannedChange.UpdateCloudGroup update => update.Edit.Properties.ToDictionary(entry => entry.Key, entry => $"{entry.Value}", StringComparer.Ordinal),
                PlannedChange.SetMembershipRule set => Rule(set.Rule, set.IsOn),
                PlannedChange.ReplaceMembersByRule replace => Rule(replace.Rule, replace.IsOn),
                PlannedChange.MoveOnPremisesGroup move => Place(move.NewName, move.NewContainer),
                PlannedChange.QuarantineOnPremisesGroup quarantine => Place(quarantine.NewName, quarantine.Container),
                _ => null,
            },
            Error = applied.Problems.Count == 0 ? null : string.Join(" ", applied.Problems.Take(3).Select(problem => problem.Message)),
        };
    }

    private static Dictionary<string, string> Rule(string rule, bool isOn) =>
        new(StringComparer.Ordinal) { ["membershipRule"] = rule, ["membershipRuleProcessingState"] = isOn ? "On" : "Paused" };

    private static Dictionary<string, string> Place(string? name, string? container)
    {
        var place = new Dictionary<string, string>(StringComparer.Ordinal);
        if (name is not null) place["cn"] = name;
        if (container is not null) place["container"] = container;
        return place;
    }
}
