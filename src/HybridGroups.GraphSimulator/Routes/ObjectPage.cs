using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using HybridGroups.GraphSimulator.Delta;
using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Query;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Routes;

/// <summary>One page of a list: sizes, links, counts.</summary>
internal static class ObjectPage
{
    private const int DefaultSize = 100;
    private const int LargestSize = 999;

    public static GraphResponse Write(
        RouteContext context, KindSchema? schema, string metadata, IEnumerable<DirectoryObject> found, bool polymorphic)
    {
        var request = context.Request;
        var query = request.Query;
        if (query.Has("skip"))
            throw GraphFailure.BadRequest("'$skip' is not supported by the service.");
        // Wrong names are wrong on an empty list, too.
        if (schema is not null)
            Selection.Parse(schema, query["select"], request.Version);
        var size = SizeOf(query["top"]);
        var (after, isFirst) = Resume(context);
        var limit = size;
        var draw = context.Core.Faults.NextDraw();
        if (context.Core.Faults.Strikes(context.Core.Faults.Settings.ShortPageShare, "short", draw))
            limit = context.Core.Faults.Pick(size, "short-size", draw);

        var total = -1L;
        if (query["count"] is "true" && request.IsEventual && isFirst)
        {
            var all = found.ToList();
            total = all.Count;
            found = all;
        }

        found = Order(context, schema, found, query["orderby"], out var sorted);
        // A sorted list is resumed by position, a plain one after the last object: what is added or removed meanwhile shifts nothing.
        var page = sorted
            ? found.Skip(after + 1).Take(limit + 1).ToList()
            : found.Where(candidate => candidate.Ordinal > after).Take(limit + 1).ToList();
        var more = page.Count > limit;
        if (more)
            page.RemoveAt(page.Count - 1);
        var last = sorted ? after + page.Count : page.Count > 0 ? page[^1].Ordinal : after;

        return GraphResponse.Object(200, writer =>
        {
            var shown = query["select"] is { Length: > 0 } select ? $"({select})" : "";
            writer.WriteString("@odata.context", $"{request.Base}/$metadata#{metadata}{shown}");
            if (total >= 0)
                writer.WriteNumber("@odata.count", total);
            if (more)
                writer.WriteString("@odata.nextLink", NextLink(context, last));
            writer.WriteStartArray("value");
            foreach (var target in page)
                Row(writer, context, target, polymorphic || schema is null);
            writer.WriteEndArray();
        });
    }

    public static void Row(Utf8JsonWriter writer, RouteContext context, DirectoryObject target, bool typed)
    {
        var kind = context.Schema[target.Kind];
        writer.WriteStartObject();
        if (typed)
            writer.WriteString("@odata.type", "#microsoft.graph." + kind.TypeName);
        // Without the read permission for the member's own type only its type and id show.
        if (typed && !context.Request.Caller.HasAny(Permissions.ToRead(target.Kind)))
        {
            writer.WriteString("id", target.IdText);
        }
        else
        {
            var select = context.Request.Query["select"];
            var selection = typed ? ForPolymorphic(kind, select, context.Request.Version) : Selection.Parse(kind, select, context.Request.Version);
            selection.Write(writer, context.Schema, target, context.View.StateOf(target)!);
        }

        writer.WriteEndObject();
    }

    // A property that only some of the types have is left out on the others.
    private static Selection ForPolymorphic(KindSchema kind, string? select, GraphVersion version)
    {
        if (string.IsNullOrWhiteSpace(select))
            return Selection.Default(kind, version);
        var known = select.Split(',', StringSplitOptions.TrimEntries).Where(name => kind.TryFind(name, out _));
        return Selection.Parse(kind, "id," + string.Join(',', known), version);
    }

    private static int SizeOf(string? top)
    {
        if (top is null)
            return DefaultSize;
        if (!int.TryParse(top, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size is < 1 or > LargestSize)
            throw GraphFailure.Unsupported($"Invalid page size specified: '{top}'. Must be between 1 and {LargestSize} inclusive.");
        return size;
    }

    private static (int After, bool IsFirst) Resume(RouteContext context)
    {
        if (context.Request.Query["skiptoken"] is not { Length: > 0 } token)
            return (-1, true);
        string[] parts;
        try
        {
            parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('|');
        }
        catch (FormatException)
        {
            throw GraphFailure.BadRequest("Badly formed token.");
        }

        if (parts.Length != 3 || !int.TryParse(parts[0], out var after) || !long.TryParse(parts[1], out var issued))
            throw GraphFailure.BadRequest("Badly formed token.");
        var faults = context.Core.Faults;
        var age = context.Core.Clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(issued);
        // The link does not remember headers: the same consistency level has to come with every page.
        if (age > faults.Settings.PageTokenLifetime || (parts[2] == "e") != context.Request.IsEventual
            || faults.Strikes(faults.Settings.ExpiredPageShare, "list-page", faults.NextDraw()))
        {
            throw DeltaEngine.ExpiredPage();
        }

        return (after, false);
    }

    private static string NextLink(RouteContext context, int last)
    {
        var request = context.Request;
        var state = $"{last}|{context.Core.Clock.GetUtcNow().ToUnixTimeSeconds()}|{(request.IsEventual ? "e" : "-")}";
        var options = request.Query.Names
            .Where(name => !name.Equals("skiptoken", StringComparison.OrdinalIgnoreCase))
            .Select(name => $"${name}={Uri.EscapeDataString(request.Query[name]!)}")
            .Append("$skiptoken=" + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(state)));
        return $"{request.Base}/{string.Join('/', request.Segments.Select(Uri.EscapeDataString))}?{string.Join('&', options)}";
    }

    private static IEnumerable<DirectoryObject> Order(
        RouteContext context, KindSchema? schema, IEnumerable<DirectoryObject> found, string? orderBy, out bool sorted)
    {
        sorted = orderBy is not null;
        if (orderBy is null)
            return found;
        var parts = orderBy.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (schema is null || !schema.TryFind(parts[0], out var property))
            throw GraphFailure.Unsupported($"Unsupported sort property '{parts[0]}'.");
        var view = context.View;
        string? KeyOf(DirectoryObject target) =>
            ObjectReader.Read(context.Schema, target, view.StateOf(target)!, property) switch
            {
                DateTimeOffset time => ValueWriter.Time(time),
                var value => value as string,
            };
        return parts is [_, "desc"]
            ? found.OrderByDescending(KeyOf, StringComparer.OrdinalIgnoreCase)
            : found.OrderBy(KeyOf, StringComparer.OrdinalIgnoreCase);
    }
}
