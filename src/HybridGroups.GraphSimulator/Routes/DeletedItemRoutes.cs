using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Query;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Routes;

/// <summary>The recycle bin: thirty days, then gone.</summary>
internal static class DeletedItemRoutes
{
    public static readonly Route[] All =
    [
        new("GET", "directory/deletedItems/microsoft.graph.group", Permissions.ReadDeleted, context => List(context, ObjectKind.Group)),
        new("GET", "directory/deletedItems/microsoft.graph.user", Permissions.ReadUsers, context => List(context, ObjectKind.User)),
        new("GET", "directory/deletedItems/*", Permissions.ReadDeleted, Single),
        new("POST", "directory/deletedItems/*/restore", [.. Permissions.WriteGroups, .. Permissions.WriteUsers], Restore),
        new("DELETE", "directory/deletedItems/*", [.. Permissions.WriteGroups, .. Permissions.WriteUsers], Purge),
    ];

    private static GraphResponse List(RouteContext context, ObjectKind kind)
    {
        var view = context.View;
        var filter = Filter.Parse(context.Schema, context.Schema[kind], context.Request.Query["filter"], advanced: true);
        var found = context.Store.Objects.Where(candidate => candidate.Kind == kind
            && view.StateOf(candidate) is { Lifecycle: Lifecycle.SoftDeleted } state && (filter is null || filter.Matches(candidate, state)));
        return ObjectPage.Write(context, context.Schema[kind], context.Schema[kind].Segment, found, polymorphic: false);
    }

    private static GraphResponse Single(RouteContext context)
    {
        var found = Find(context, context.View);
        return Show(context, found, context.View.StateOf(found)!, committed: false);
    }

    private static GraphResponse Restore(RouteContext context)
    {
        var found = Find(context, context.Core.Replicas.Primary);
        context.Store.Restore(found);
        return Show(context, found, found.State, committed: true);
    }

    private static GraphResponse Purge(RouteContext context)
    {
        context.Store.Purge(Find(context, context.Core.Replicas.Primary));
        return GraphResponse.NoContent();
    }

    private static DirectoryObject Find(RouteContext context, StoreView view) =>
        Guid.TryParse(context.Values[0], out var id) && context.Store.Find(id) is { } found
            && view.StateOf(found) is { Lifecycle: Lifecycle.SoftDeleted }
            ? found
            : throw GraphFailure.NotFound(context.Values[0]);

    private static GraphResponse Show(RouteContext context, DirectoryObject found, ObjectState state, bool committed)
    {
        var kind = context.Schema[found.Kind];
        var selection = Selection.Parse(kind, context.Request.Query["select"], context.Request.Version, single: true);
        return GraphResponse.Object(200, writer =>
        {
            writer.WriteString("@odata.context", $"{context.Request.Base}/$metadata#directoryObjects/$entity");
            writer.WriteString("@odata.type", "#microsoft.graph." + kind.TypeName);
            selection.Write(writer, context.Schema, found, state);
        }, committed);
    }
}
