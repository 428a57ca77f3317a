using System.Text.Json;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;

namespace HybridGroups.Commands.Plans;

/// <summary>A plan for programs: one document a connector.</summary>
internal static class PlanJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string Of(string connector, ConnectorReport report, DirectoryModel model) => JsonSerializer.Serialize(
        new
        {
            connector,
            changes = (report.Plan ?? Plan.Empty).Changes.Select(change => new
            {
                change = change.Kind,
                side = change.Group.Side.ToString(),
                group = change.Group.Name,
                groupId = change.Group.IsNew ? (Guid?)null : change.Group.Id,
                intent = change.Intent.ToString(),
                reason = change.Reason,
                held = report.Held?.Changes.Contains(change) == true,
                members = (change switch
                {
                    PlannedChange.AddMembers add => add.Members,
                    PlannedChange.RemoveMembers remove => remove.Members,
                    PlannedChange.ReplaceMembersByRule replace => replace.Members,
                    _ => [],
                }).Select(member => model.NameOf(change.Group.Side, member.Id)),
            }),
            held = report.Held is { } held ? new { hash = held.Hash, reasons = held.Reasons, deletedGroups = held.DeletedGroups, removedMembers = held.RemovedMembers, addedMembers = held.AddedMembers } : null,
            awaitingConfirmation = report.AwaitingConfirmation,
            problems = report.Problems.Select(problem => new { problem.Class, problem.Object, problem.Message, problem.Remedy }),
        },
        Options);
}
