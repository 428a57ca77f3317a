using System.Text.Json;
using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Routes;

internal static class DirectoryObjectRoutes
{
    private const int MostIds = 1000;

    public static readonly Route[] All =
    [
        new("POST", "directoryObjects/getByIds", Permissions.ReadAnyObject, GetByIds),
        new("GET", "directoryObjects/*", Permissions.ReadAnyObject, Single),
        new("POST", "users/*/checkMemberGroups", Permissions.ReadGroups, CheckMemberGroups),
    ];

    private static GraphResponse GetByIds(RouteContext context)
    {
        var root = WriteBody.Root(context.Request);
        if (!root.TryGetProperty("ids", out var ids) || ids.ValueKind != JsonValueKind.Array)
            throw GraphFailure.BadRequest("The required property 'ids' is missing.");
        if (ids.GetArrayLength() > MostIds)
            throw GraphFailure.BadRequest($"Too many ids were supplied: {ids.GetArrayLength()}. Max allowed: {MostIds}.");
        var types = root.TryGetProperty("types", out var wanted)
            ? wanted.EnumerateArray().Select(type => type.GetString()!).ToHashSet(StringComparer.OrdinalIgnoreCase)
            : null;
        return GraphResponse.Object(200, writer =>
        {
            writer.WriteString("@odata.context", $"{context.Request.Base}/$metadata#directoryObjects");
            writer.WriteStartArray("value");
            // Ids that are not known are left out without a word.
            foreach (var text in ids.EnumerateArray())
            {
                if (Guid.TryParse(text.GetString(), out var id) && context.View.FindLive(id) is { } found
                    && (types is null || types.Contains(context.Schema[found.Kind].TypeName)))
                {
                    ObjectPage.Row(writer, context, found, typed: true);
                }
            }

            writer.WriteEndArray();
        });
    }

    private static GraphResponse Single(RouteContext context)
    {
        var found = Guid.TryParse(context.Values[0], out var id) ? context.View.FindLive(id) : null;
        if (found is null)
            throw GraphFailure.NotFound(context.Values[0]);
        return GraphResponse.Json(200, writer => ObjectPage.Row(writer, context, found, typed: true));
    }

    private static GraphResponse CheckMemberGroups(RouteContext context)
    {
        var user = context.Find(ObjectKind.User, context.Values[0]);
        if (!WriteBody.Root(context.Request).TryGetProperty("groupIds", out var ids) || ids.GetArrayLength() > 20)
            throw GraphFailure.BadRequest("At most 20 group ids can be checked.");
        var view = context.View;
        return GraphResponse.Object(200, writer =>
        {
            writer.WriteStartArray("value");
            foreach (var text in ids.EnumerateArray())
            {
                if (Guid.TryParse(text.GetString(), out var id) && view.FindLive(id) is { Kind: ObjectKind.Group } group
                    && view.IsRelated(group, Relation.Members, user))
                {
                    writer.WriteStringValue(group.IdText);
                }
            }

            writer.WriteEndArray();
        });
    }
}
