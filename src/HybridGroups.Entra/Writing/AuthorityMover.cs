using System.Text.Json.Nodes;
using HybridGroups.Entra.Reading;
using HybridGroups.Entra.Requests;
using HybridGroups.Sync.Cloud.Groups;

namespace HybridGroups.Entra.Writing;

/// <summary>Reads and moves the source of authority of a group.</summary>
internal sealed class AuthorityMover(GraphTransport transport, GroupReader groups, RecentWrites recent)
{
    public async Task<SourceOfAuthority> ReadAsync(Guid id, CancellationToken cancellation)
    {
        using var reply = await transport.SendAsync(
            new GraphCall(GraphOperation.ReadSourceOfAuthority, HttpMethod.Get, Path(id)) { IsFresh = recent.WasWritten(id) }, cancellation);
        var group = await groups.GetAsync(id, cancellation);
        return new SourceOfAuthority(id, JsonValues.Flag(reply.Root, "isCloudManaged") ?? false, group.Mastery == CloudMastery.OnPremises);
    }

    public async Task SetAsync(Guid id, bool isCloudManaged, CancellationToken cancellation)
    {
        using var reply = await transport.SendAsync(new GraphCall(GraphOperation.SetSourceOfAuthority, HttpMethod.Patch, Path(id))
        {
            Body = new JsonObject { ["isCloudManaged"] = isCloudManaged },
            IsFresh = recent.WasWritten(id),
        }, cancellation);
        recent.Wrote(id);
    }

    private static string Path(Guid id) => GraphPath.Group(id) + "/onPremisesSyncBehavior";
}
