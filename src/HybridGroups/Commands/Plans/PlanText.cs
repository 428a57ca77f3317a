using System.Globalization;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Output;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;

namespace HybridGroups.Commands.Plans;

/// <summary>A plan for people: what would be, group by group, what is held, and what cannot be done.</summary>
internal sealed class PlanText(TextWriter output, DirectoryModel model)
{
    private const int MostMembers = 20;

    private static string Added => Paint.Good("+");

    private static string Removed => Paint.Bad("-");

    private static string Changed => Paint.Doubtful("~");

    private static string Moved => Paint.Doubtful(">");

    public async Task WriteAsync(string connector, ConnectorReport report)
    {
        var plan = report.Plan ?? Plan.Empty;
        var held = report.Held?.Changes.ToHashSet() ?? [];
        await output.WriteLineAsync(Paint.Strong($"{connector}: {Counts(plan)}"));
        foreach (var group in plan.Changes.GroupBy(change => (change.Group.Side, change.Group.Id)))
        {
            await output.WriteLineAsync($"\n  {(group.Key.Side == DirectorySide.Entra ? "Entra           " : "Active Directory")}  {group.First().Group.Name}");
            foreach (var change in group) await WriteAsync(change, held.Contains(change));
        }

        foreach (var (intent, count) in report.AwaitingConfirmation)
        {
            await output.WriteLineAsync($"\n  {intent}: {count} groups are deleted only after their number was confirmed (hybridgroups.io/confirm-deletion={count}).");
        }

        if (report.Held is { } waiting)
        {
            await output.WriteLineAsync($"\n  {Paint.Doubtful("Held")}, because {string.Join("; ", waiting.Reasons)}.\n  To approve exactly this: {waiting.Hash}");
        }

        foreach (var outcome in plan.Outcomes.Values.Where(outcome => outcome.Hint is not null)) await output.WriteLineAsync($"\n  {Paint.Doubtful("!")} {outcome.Intent}: {outcome.Hint}");
        foreach (var problem in report.Problems) await output.WriteLineAsync($"\n  {Paint.Doubtful("!")} {problem.Class} {problem.Object}: {problem.Message}\n    {problem.Remedy}");
    }

    private async Task WriteAsync(PlannedChange change, bool isHeld)
    {
        var mark = isHeld ? Paint.Doubtful(" (held)") : string.Empty;
        switch (change)
        {
            case PlannedChange.CreateOnPremisesGroup create:
                await output.WriteLineAsync($"    {Added} created as CN={create.New.CommonName},{create.New.Container}{mark}");
                break;
            case PlannedChange.CreateCloudGroup create:
                await output.WriteLineAsync($"    {Added} created, {create.Draft.UniqueName}{mark}");
                break;
            case PlannedChange.MoveOnPremisesGroup move:
                await output.WriteLineAsync($"    {Moved} {(move.NewContainer is null ? string.Empty : $"moved to {move.NewContainer} ")}{(move.NewName is null ? string.Empty : $"renamed to {move.NewName}")}{mark}");
                break;
            case PlannedChange.UpdateOnPremisesGroup update:
                foreach (var (name, values) in update.Attributes) await output.WriteLineAsync($"    {Changed} {name}: {Shown(update.Before.GetValueOrDefault(name))} -> {Shown(values)}{mark}");
                break;
            case PlannedChange.UpdateCloudGroup update:
                foreach (var (name, value) in update.Edit.Properties) await output.WriteLineAsync($"    {Changed} {name}: '{update.Before.GetValueOrDefault(name)}' -> '{value}'{mark}");
                break;
            case PlannedChange.SetMembershipRule set:
                await output.WriteLineAsync($"    {Changed} membership rule: {set.Rule} ({(set.IsOn ? "on" : "paused")}){mark}");
                break;
            case PlannedChange.ReplaceMembersByRule replace:
                await output.WriteLineAsync($"    {Changed} membership rule: {replace.Rule} ({(replace.IsOn ? "on" : "paused")}){mark}");
                await WriteMembersAsync(Removed, replace.Members, change, mark);
                break;
            case PlannedChange.MakeAssigned assigned:
                await output.WriteLineAsync($"    {Changed} made an assigned group; Entra's own rule ends: {assigned.Rule}{mark}");
                break;
            case PlannedChange.AddMembers add:
                await WriteMembersAsync(Added, add.Members, change, mark);
                break;
            case PlannedChange.RemoveMembers remove:
                await WriteMembersAsync(Removed, remove.Members, change, mark);
                break;
            case PlannedChange.QuarantineOnPremisesGroup quarantine:
                await output.WriteLineAsync($"    {Moved} to quarantine in {quarantine.Container}, because {change.Reason}{mark}");
                break;
            default:
                await output.WriteLineAsync($"    {Removed} deleted, because {change.Reason}{mark}");
                break;
        }
    }

    private async Task WriteMembersAsync(string sign, IReadOnlyList<PlannedMember> members, PlannedChange change, string mark)
    {
        foreach (var member in members.Take(MostMembers))
        {
            await output.WriteLineAsync($"    {sign} member {(member.IsNew ? $"the group made for {member.Id}" : model.NameOf(change.Group.Side, member.Id))}{mark}");
        }

        if (members.Count > MostMembers) await output.WriteLineAsync($"    {sign} … and {members.Count - MostMembers} more{mark}");
    }

    private static string Counts(Plan plan) => plan.Changes.Count == 0 ? "nothing to do" : string.Create(
        CultureInfo.InvariantCulture,
        $"{plan.Changes.Count} changes: {plan.Changes.Count(change => change is PlannedChange.CreateCloudGroup or PlannedChange.CreateOnPremisesGroup)} groups created, "
        + $"{plan.Changes.OfType<PlannedChange.AddMembers>().Sum(change => change.Members.Count)} members added, "
        + $"{plan.Changes.OfType<PlannedChange.RemoveMembers>().Sum(change => change.Members.Count)} removed, "
        + $"{plan.Changes.Count(change => change is PlannedChange.DeleteCloudGroup or PlannedChange.DeleteOnPremisesGroup)} groups deleted");

    private static string Shown(IReadOnlyList<string>? values) => values is null or { Count: 0 } ? "nothing" : $"'{string.Join("; ", values)}'";
}
