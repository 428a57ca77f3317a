using HybridGroups.Entra.Reading;
using HybridGroups.Entra.Requests;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Writing;

/// <summary>Deleting groups with a look first, finding them again, and bringing them back. Nothing here empties the bin.</summary>
internal sealed class RecycleBin(GraphTransport transport, PageReader pages, GroupReader groups, RecentWrites recent)
{
    public async Task<IReadOnlyList<DeletedCloudGroup>> ReadAsync(CancellationToken cancellation) => await pages.ReadAllAsync(
        new GraphCall(GraphOperation.ReadDeletedGroups, HttpMethod.Get,
            GraphPath.Select("/directory/deletedItems/microsoft.graph.group", "id", "displayName", "uniqueName", "deletedDateTime") + "&$top=999"),
        row => new DeletedCloudGroup(
            JsonValues.Id(row), JsonValues.Text(row, "displayName") ?? "", JsonValues.Text(row, "uniqueName"), JsonValues.Time(row, "deletedDateTime")),
        cancellation);

    public async Task<GroupDeletionResult> DeleteAsync(GroupDeletion deletion, CancellationToken cancellation)
    {
        var operation = GraphOperation.DeleteGroup;
        if (await groups.FindAsync(deletion.Id, cancellation) is not { } group)
            return new GroupDeletionResult.AlreadyGone();
        CloudProblem? refusal = group switch
        {
            { Mastery: CloudMastery.OnPremises } => GroupReader.Mastered(operation, group.Id),
            _ when !string.Equals(group.UniqueName, deletion.ExpectedUniqueName, StringComparison.OrdinalIgnoreCase) => new CloudProblem(
                CloudProblemClass.NotTheExpectedObject, operation.Name, "",
                $"the group {group.Id:D} ({group.DisplayName}) does not carry the key {deletion.ExpectedUniqueName}; it was left alone."),
            { AssignedLicences.Count: > 0 } => new CloudProblem(
                CloudProblemClass.LicenceAssigned, operation.Name, "",
                $"{group.AssignedLicences.Count} licence(s) are assigned to the group {group.Id:D} ({group.DisplayName}). Remove them first."),
            { LicencesAreBeingProcessed: true } => new CloudProblem(
                CloudProblemClass.LicenceAssigned, operation.Name, "",
                $"licences of the group {group.Id:D} ({group.DisplayName}) are being assigned or taken off; it is tried again when that is done."),
            { IsExchangeOnly: true } => new CloudProblem(
                CloudProblemClass.ObjectRefused, operation.Name, "", $"the group {group.Id:D} ({group.DisplayName}) is Exchange's and could not be restored; delete it there."),
            _ => null,
        };
        if (refusal is not null)
            return new GroupDeletionResult.Refused(refusal);
        using var reply = await transport.TrySendAsync(new GraphCall(operation, HttpMethod.Delete, GraphPath.Group(group.Id)), cancellation);
        switch (reply.Problem)
        {
            // Gone by an attempt whose answer was lost, or by somebody else since the look.
            case null or { Class: CloudProblemClass.NotFound }:
                recent.Gone(group.Id);
                return new GroupDeletionResult.Deleted();
            case { Class: CloudProblemClass.LicenceAssigned or CloudProblemClass.OnPremisesMastered or CloudProblemClass.ObjectRefused } problem:
                return new GroupDeletionResult.Refused(problem);
            case { } problem:
                throw new CloudException(problem);
        }
    }

    public async Task RestoreAsync(Guid id, CancellationToken cancellation)
    {
        using var reply = await transport.TrySendAsync(
            new GraphCall(GraphOperation.RestoreGroup, HttpMethod.Post, $"/directory/deletedItems/{id:D}/restore"), cancellation);
        recent.Wrote(id);
        if (reply.Problem is null)
            return;
        // Restored by an attempt whose answer was lost: then it is alive.
        if (reply.Problem is { Class: CloudProblemClass.NotFound } missing)
        {
            if (await groups.FindAsync(id, cancellation) is not null)
                return;
            recent.Gone(id);
            throw new CloudException(missing);
        }

        recent.Gone(id);
        throw new CloudException(reply.Problem);
    }
}
