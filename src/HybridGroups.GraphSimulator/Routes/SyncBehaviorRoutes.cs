using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Routes;

/// <summary>Source of authority: who owns a group that came from on premises.</summary>
internal static class SyncBehaviorRoutes
{
    public static readonly Route[] All =
    [
        new("GET", "groups/*/onPremisesSyncBehavior", Permissions.SyncBehavior, Get),
        new("PATCH", "groups/*/onPremisesSyncBehavior", Permissions.SyncBehavior, Patch),
    ];

    private static GraphResponse Get(RouteContext context)
    {
        var group = context.Find(ObjectKind.Group, context.Values[0]);
        return Show(context, group, context.View.StateOf(group)!, committed: false);
    }

    private static GraphResponse Patch(RouteContext context)
    {
        var root = WriteBody.Root(context.Request);
        if (!root.TryGetProperty("isCloudManaged", out var value) || value.ValueKind is not (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False))
            throw GraphFailure.BadRequest("A value is required for property 'isCloudManaged' of resource 'OnPremisesSyncBehavior'.");
        var group = context.FindToWrite(ObjectKind.Group, context.Values[0]);
        var kind = context.Schema[ObjectKind.Group];
        if (group.State.Properties.Get(kind[GroupProperties.KnownOnPremises].Index) is not true)
            throw GraphFailure.BadRequest("The object was not synced from on premises.");
        // Rolled back, the group stays writable until the next sync run claims it.
        context.Store.Update(group, new Dictionary<ushort, object?>
        {
            [kind[GroupProperties.IsCloudManaged].Index] = value.GetBoolean(),
            [kind["onPremisesSyncEnabled"].Index] = null,
        });
        return Show(context, group, group.State, committed: true);
    }

    private static GraphResponse Show(RouteContext context, DirectoryObject group, ObjectState state, bool committed) =>
        GraphResponse.Object(200, writer =>
        {
            writer.WriteString("@odata.context", $"{context.Request.Base}/$metadata#groups('{group.IdText}')/onPremisesSyncBehavior/$entity");
            writer.WriteString("id", group.IdText);
            writer.WriteBoolean("isCloudManaged",
                state.Properties.Get(context.Schema[ObjectKind.Group][GroupProperties.IsCloudManaged].Index) is true);
        }, committed);
}
