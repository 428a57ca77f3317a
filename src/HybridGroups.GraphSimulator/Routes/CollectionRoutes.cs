using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Query;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Routes;

/// <summary>Lists, counts and single objects of every type.</summary>
internal static class CollectionRoutes
{
    public static readonly Route[] All =
    [
        .. For("users", ObjectKind.User),
        .. For("groups", ObjectKind.Group),
        .. For("devices", ObjectKind.Device),
        .. For("servicePrincipals", ObjectKind.ServicePrincipal),
        .. For("contacts", ObjectKind.OrgContact),
        .. For("applications", ObjectKind.Application),
    ];

    private static Route[] For(string segment, ObjectKind kind) =>
    [
        new("GET", segment, Permissions.ToRead(kind), context => List(context, kind)),
        new("GET", segment + "/$count", Permissions.ToRead(kind), context => Count(context, kind)),
        new("GET", segment + "/*", Permissions.ToRead(kind), context => Single(context, kind)),
    ];

    private static GraphResponse List(RouteContext context, ObjectKind kind)
    {
        var schema = context.Schema[kind];
        var filter = FilterOf(context, schema);
        var view = context.View;
        IEnumerable<DirectoryObject> found = view.LiveOf(kind);
        if (filter is not null)
            found = found.Where(candidate => filter.Matches(candidate, view.StateOf(candidate)!));
        found = Search(context, schema, found);
        return ObjectPage.Write(context, schema, schema.Segment, found, polymorphic: false);
    }

    private static GraphResponse Count(RouteContext context, ObjectKind kind)
    {
        if (!context.Request.IsEventual)
            throw GraphFailure.BadRequest("$count is not currently supported.");
        var schema = context.Schema[kind];
        var filter = Filter.Parse(context.Schema, schema, context.Request.Query["filter"], advanced: true);
        var view = context.View;
        var count = view.LiveOf(kind).Count(candidate => filter is null || filter.Matches(candidate, view.StateOf(candidate)!));
        return GraphResponse.Text(count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static GraphResponse Single(RouteContext context, ObjectKind kind)
    {
        var schema = context.Schema[kind];
        var selection = Selection.Parse(schema, context.Request.Query["select"], context.Request.Version, single: true);
        var found = context.Find(kind, context.Values[0]);
        var state = context.View.StateOf(found)!;
        var shown = selection.IsDefault ? "" : $"({context.Request.Query["select"]})";
        return GraphResponse.Object(200, writer =>
        {
            writer.WriteString("@odata.context", $"{context.Request.Base}/$metadata#{schema.Segment}{shown}/$entity");
            selection.Write(writer, context.Schema, found, state);
        });
    }

    private static Filter? FilterOf(RouteContext context, KindSchema schema)
    {
        var query = context.Request.Query;
        var advanced = context.Request.IsEventual && query["count"] is "true";
        if (query.Has("filter") && query.Has("orderby") && !advanced)
            throw GraphFailure.Unsupported("Sorting not supported for current query.");
        return Filter.Parse(context.Schema, schema, query["filter"], advanced);
    }

    private static IEnumerable<DirectoryObject> Search(RouteContext context, KindSchema schema, IEnumerable<DirectoryObject> found)
    {
        if (context.Request.Query["search"] is not { } search)
            return found;
        if (!context.Request.IsEventual)
        {
            throw GraphFailure.Unsupported(
                "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'");
        }

        var parts = search.Trim('"').Split(':', 2);
        if (parts.Length != 2 || !schema.TryFind(parts[0], out var property))
            throw GraphFailure.BadRequest($"Invalid search clause: '{search}'.");
        var view = context.View;
        return found.Where(candidate => view.StateOf(candidate)!.Properties.Get(property.Index) is string text
            && text.Split(' ').Any(word => word.StartsWith(parts[1], StringComparison.OrdinalIgnoreCase)));
    }
}
