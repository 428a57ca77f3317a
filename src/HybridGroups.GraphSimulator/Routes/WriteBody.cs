using System.Text.Json;
using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Query;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Routes;

/// <summary>The body of a create or an update, checked name by name.</summary>
internal sealed class WriteBody
{
    private const int MostRelations = 20;

    private WriteBody()
    {
    }

    public Dictionary<ushort, object?> Values { get; } = [];

    public List<string> Members { get; } = [];

    public List<string> Owners { get; } = [];

    public bool HasRelations => Members.Count + Owners.Count > 0;

    public static WriteBody Parse(RouteContext context, KindSchema kind)
    {
        var body = new WriteBody();
        var resource = char.ToUpperInvariant(kind.TypeName[0]) + kind.TypeName[1..];
        foreach (var property in Root(context.Request).EnumerateObject())
        {
            switch (property.Name)
            {
                case "members@odata.bind":
                    body.Members.AddRange(Links(context, property));
                    break;
                case "owners@odata.bind":
                    body.Owners.AddRange(Links(context, property));
                    break;
                case var name when name.StartsWith('@'):
                    break;
                default:
                    body.Take(context.Request, kind, property, resource);
                    break;
            }
        }

        if (body.Members.Count + body.Owners.Count > MostRelations)
        {
            throw GraphFailure.BadRequest(
                $"The number of references in the request, {body.Members.Count + body.Owners.Count}, exceeds the maximum of {MostRelations}.");
        }

        return body;
    }

    public static JsonElement Root(GraphRequest request) => request switch
    {
        { BodyIsMalformed: true } => throw new GraphFailure(400, "BadRequest", "Unable to read JSON request payload."),
        { Body: { ValueKind: JsonValueKind.Object } body } => body,
        _ => throw new GraphFailure(400, "BadRequest", "Empty Payload. JSON content expected."),
    };

    /// <summary>The object id at the end of a reference; the reference's host must be this cloud's.</summary>
    public static string ReferenceId(RouteContext context, string link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var uri)
            || !uri.GetLeftPart(UriPartial.Authority).Equals(context.Request.Root, StringComparison.OrdinalIgnoreCase))
        {
            throw GraphFailure.BadRequest($"Invalid URL format specified in @odata.id: '{link}'.");
        }

        var segments = GraphRequest.Split(uri.AbsolutePath);
        return segments.Length == 3 && segments[1].ToUpperInvariant() is "DIRECTORYOBJECTS" or "USERS" or "GROUPS" or "DEVICES" or "SERVICEPRINCIPALS" or "CONTACTS"
            ? segments[2]
            : throw GraphFailure.BadRequest($"Invalid URL format specified in @odata.id: '{link}'.");
    }

    private void Take(GraphRequest request, KindSchema kind, JsonProperty property, string resource)
    {
        if (!kind.TryFind(property.Name, out var definition) || (definition.BetaOnly && request.Version == GraphVersion.V1))
            throw GraphFailure.UnknownProperty(property.Name, kind.TypeName);
        if (!definition.Writable)
            throw GraphFailure.ReadOnly(property.Name);
        Values[definition.Index] = ValueReader.Read(definition, property.Value, resource);
    }

    private static IEnumerable<string> Links(RouteContext context, JsonProperty property) =>
        property.Value.EnumerateArray().Select(link => ReferenceId(context, link.GetString() ?? ""));
}
