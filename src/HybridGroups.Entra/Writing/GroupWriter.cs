using System.Text.Json.Nodes;
using HybridGroups.Entra.Reading;
using HybridGroups.Entra.Requests;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Writing;

/// <summary>Creates and changes groups. A creation goes by uniqueName, so that one whose answer was lost is found again.</summary>
internal sealed class GroupWriter(GraphTransport transport, GroupReader groups, RecycleBin recycleBin, RecentWrites recent)
{
    private const int MostOwners = 20;
    private static readonly string[] Editable = ["displayName", "description", "mailNickname", "visibility"];

    /// <remarks>Owners are given to a new group; the owners of one that is there already are left as they are.</remarks>
    public async Task<EnsuredGroup> EnsureAsync(CloudGroupDraft draft, CancellationToken cancellation)
    {
        using var reply = await transport.TrySendAsync(new GraphCall(GraphOperation.EnsureGroup, HttpMethod.Patch, GraphPath.GroupByUniqueName(draft.UniqueName))
        {
            Body = Body(draft),
            Prefer = "create-if-missing",
        }, cancellation);
        if (reply.Problem is { Class: CloudProblemClass.Conflict } conflict)
            return await InRecycleBinAsync(draft, conflict, cancellation);
        if (reply.Problem is { } owned && draft.Owners.Count > 0 && GraphProblems.SaysAlreadyOwner(owned))
            return await EnsureAsync(draft with { Owners = [] }, cancellation);
        if (reply.Problem is { } problem)
            throw new CloudException(problem);
        if (reply.HasBody)
        {
            var created = JsonValues.Id(reply.Root);
            recent.Wrote(created);
            return new EnsuredGroup.Created(created);
        }

        // 204: it was there, perhaps from an attempt of ours whose answer was lost.
        using var found = await transport.SendAsync(new GraphCall(
            GraphOperation.ReadGroup, HttpMethod.Get, GraphPath.Select(GraphPath.GroupByUniqueName(draft.UniqueName), "id", "uniqueName"))
        { IsFresh = true }, cancellation);
        var existing = JsonValues.Id(found.Root);
        recent.Wrote(existing);
        return new EnsuredGroup.Existing(existing);
    }

    public async Task UpdateAsync(Guid id, CloudGroupEdit edit, CancellationToken cancellation)
    {
        var unknown = edit.Properties.Keys.FirstOrDefault(name => !Editable.Contains(name, StringComparer.Ordinal));
        if (unknown is not null)
            throw new ArgumentException($"'{unknown}' cannot be changed this way; {string.Join(", ", Editable)} can.", nameof(edit));
        await groups.GetWritableAsync(GraphOperation.UpdateGroup, id, cancellation);
        var body = new JsonObject();
        foreach (var (name, value) in edit.Properties)
            body[name] = value is null ? null : JsonValue.Create((string)value);
        await PatchAsync(GraphOperation.UpdateGroup, id, body, cancellation);
    }

    public async Task SetRuleAsync(Guid id, string rule, bool isOn, CancellationToken cancellation)
    {
        var group = await groups.GetWritableAsync(GraphOperation.UpdateGroup, id, cancellation);
        var state = isOn ? "On" : "Paused";
        var body = new JsonObject();
        if (!group.IsDynamic)
            body["groupTypes"] = group.IsMicrosoft365 ? new JsonArray("Unified", "DynamicMembership") : new JsonArray("DynamicMembership");
        // The same rule sent again would empty and refill the group.
        if (!group.IsDynamic || group.MembershipRule != rule)
            body["membershipRule"] = rule;
        if (body.Count > 0 || group.MembershipRuleProcessingState != state)
            body["membershipRuleProcessingState"] = state;
        if (body.Count > 0)
            await PatchAsync(GraphOperation.UpdateGroup, id, body, cancellation);
    }

    /// <summary>The service keeps the members when a group ceases to be dynamic.</summary>
    public async Task MakeAssignedAsync(Guid id, CancellationToken cancellation)
    {
        var group = await groups.GetWritableAsync(GraphOperation.UpdateGroup, id, cancellation);
        if (!group.IsDynamic)
            return;
        var body = new JsonObject
        {
            ["groupTypes"] = group.IsMicrosoft365 ? new JsonArray("Unified") : new JsonArray(),
            // As the service documents this conversion; the rule stays on the group and does nothing.
            ["membershipRuleProcessingState"] = "Paused",
        };
        await PatchAsync(GraphOperation.UpdateGroup, id, body, cancellation);
    }

    public async Task SetWritebackAsync(WritebackConfiguration wish, CancellationToken cancellation)
    {
        await groups.GetWritableAsync(GraphOperation.SetWriteback, wish.Group, cancellation);
        var body = new JsonObject
        {
            ["writebackConfiguration"] = new JsonObject { ["isEnabled"] = wish.IsEnabled, ["onPremisesGroupType"] = wish.OnPremisesGroupType },
        };
        using var reply = await transport.SendAsync(
            new GraphCall(GraphOperation.SetWriteback, HttpMethod.Patch, GraphPath.Group(wish.Group))
            {
                Body = body,
                IsBeta = true,
                IsFresh = recent.WasWritten(wish.Group),
            },
            cancellation);
        recent.Wrote(wish.Group);
    }

    private async Task PatchAsync(GraphOperation operation, Guid id, JsonObject body, CancellationToken cancellation)
    {
        using var reply = await transport.SendAsync(
            new GraphCall(operation, HttpMethod.Patch, GraphPath.Group(id)) { Body = body, IsFresh = recent.WasWritten(id) }, cancellation);
        recent.Wrote(id);
    }

    private async Task<EnsuredGroup> InRecycleBinAsync(CloudGroupDraft draft, CloudProblem conflict, CancellationToken cancellation)
    {
        var deleted = (await recycleBin.ReadAsync(cancellation))
            .FirstOrDefault(group => string.Equals(group.UniqueName, draft.UniqueName, StringComparison.OrdinalIgnoreCase));
        return deleted is null ? throw new CloudException(conflict) : new EnsuredGroup.InRecycleBin(deleted.Id);
    }

    private JsonObject Body(CloudGroupDraft draft)
    {
        if (draft.Owners.Count > MostOwners)
            throw new ArgumentException($"At most {MostOwners} owners can be named at once.", nameof(draft));
        var types = new JsonArray();
        if (draft.IsMicrosoft365)
            types.Add("Unified");
        if (draft.MembershipRule is not null)
            types.Add("DynamicMembership");
        var body = new JsonObject
        {
            ["displayName"] = draft.DisplayName,
            ["mailNickname"] = draft.MailNickname,
            ["mailEnabled"] = draft.IsMicrosoft365,
            ["securityEnabled"] = !draft.IsMicrosoft365,
            ["groupTypes"] = types,
        };
        // Null is refused by the service on a creation, and would clear what another made on an update.
        if (draft.Description is not null)
            body["description"] = draft.Description;
        if (draft.MembershipRule is not null)
        {
            body["membershipRule"] = draft.MembershipRule;
            body["membershipRuleProcessingState"] = "On";
        }

        if (draft.Owners.Count > 0)
            body["owners@odata.bind"] = new JsonArray([.. draft.Owners.Select(owner => JsonValue.Create(GraphPath.DirectoryObject(transport.Root, owner)))]);
        return body;
    }
}
