using System.Text.Json.Nodes;
using HybridGroups.Entra.Reading;
using HybridGroups.Entra.Requests;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Writing;

/// <summary>The owners of a group, one by one: there are at most a hundred.</summary>
internal sealed class OwnerWriter(GraphTransport transport, PageReader pages, GroupReader groups, RecentWrites recent)
{
    public async Task<IReadOnlyList<Guid>> ReadAsync(Guid group, CancellationToken cancellation)
    {
        var owners = await pages.ReadAllAsync(
            new GraphCall(GraphOperation.ReadOwners, HttpMethod.Get, GraphPath.Select(GraphPath.Owners(group), "id")) { IsFresh = recent.WasWritten(group) },
            JsonValues.Id,
            cancellation);
        // A list that is read again after a lost page names some twice.
        return [.. owners.Distinct()];
    }

    public async Task ChangeAsync(Guid group, IReadOnlyCollection<Guid> add, IReadOnlyCollection<Guid> remove, CancellationToken cancellation)
    {
        if (add.Intersect(remove).Any())
            throw new ArgumentException("The same owner is to be added and removed.", nameof(remove));
        await groups.GetWritableAsync(GraphOperation.ChangeOwners, group, cancellation);
        foreach (var owner in add.Distinct())
            await AddAsync(group, owner, cancellation);
        foreach (var owner in remove.Distinct())
            await RemoveAsync(group, owner, cancellation);
        if (add.Count + remove.Count > 0)
            recent.Wrote(group);
    }

    private async Task AddAsync(Guid group, Guid owner, CancellationToken cancellation)
    {
        using var reply = await transport.TrySendAsync(new GraphCall(GraphOperation.ChangeOwners, HttpMethod.Post, GraphPath.NewOwner(group))
        {
            Body = new JsonObject { ["@odata.id"] = GraphPath.DirectoryObject(transport.Root, owner) },
            IsFresh = recent.WasWritten(group),
        }, cancellation);
        if (reply.Problem is { } problem && !GraphProblems.SaysAlreadyOwner(problem))
            throw new CloudException(problem);
    }

    private async Task RemoveAsync(Guid group, Guid owner, CancellationToken cancellation)
    {
        using var reply = await transport.TrySendAsync(
            new GraphCall(GraphOperation.ChangeOwners, HttpMethod.Delete, GraphPath.Ownership(group, owner)), cancellation);
        // The group was there a moment ago: what is not there is the ownership.
        if (reply.Problem is { } problem and not { Class: CloudProblemClass.NotFound } && !GraphProblems.SaysNotAMember(problem))
            throw new CloudException(problem);
    }
}
