using System.Text.Json;
using HybridGroups.Rules.Properties;

namespace HybridGroups.Rules.Population;

/// <summary>An object as Graph v1.0 writes it, to an object as rules see it.</summary>
public sealed class GraphObjectReader(RuleSubject subject)
{
    private readonly PropertyCatalog catalog = PropertyCatalog.Of(subject);

    /// <summary>The object's own properties; the links to a manager and to groups are added by whoever knows them.</summary>
    public IDictionary<RuleProperty, PropertyValue> Read(JsonElement json)
    {
        var values = new Dictionary<RuleProperty, PropertyValue>();
        foreach (var property in catalog.Properties)
        {
            if (property.Type != PropertyType.Groups && Find(json, property) is { } found && Value(property, found) is { } value)
            {
                values[property] = value;
            }
        }

        foreach (var member in json.EnumerateObject())
        {
            if (PropertyCatalog.IsExtensionLike(member.Name) && catalog.TryFind(member.Name, out var extension)
                && PropertyValue.Of(Text(member.Value)) is { } value)
            {
                values[extension] = value;
            }
        }

        return values;
    }

    /// <summary>A text, or the first of several; numbers and booleans as they are written.</summary>
    public static string? Text(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => json.GetRawText(),
        JsonValueKind.Array => json.EnumerateArray().Select(Text).FirstOrDefault(t => !string.IsNullOrEmpty(t)),
        _ => null,
    };

    // Where an export has the rule's own name instead of Graph's, that is as good.
    private static JsonElement? Find(JsonElement json, RuleProperty property)
    {
        var found = json;
        foreach (var level in property.GraphPath.Split('.'))
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(level, out found))
            {
                return json.TryGetProperty(property.Key, out var direct) ? direct : null;
            }
        }

        return found;
    }

    private static PropertyValue? Value(RuleProperty property, JsonElement json)
    {
        switch (property.Type)
        {
            case PropertyType.Texts when json.ValueKind == JsonValueKind.Array:
                return PropertyValue.Of(json.EnumerateArray().Select(Text));
            case PropertyType.Texts:
                return Text(json) is { Length: > 0 } single ? PropertyValue.Of([single]) : null;
            case PropertyType.Records when json.ValueKind == JsonValueKind.Array:
                return PropertyValue.OfRecords(json.EnumerateArray()
                    .Where(e => e.ValueKind == JsonValueKind.Object)
                    .Select(e => property.Elements.Select(p => e.TryGetProperty(p.GraphPath, out var member) ? Text(member) : null)));
            case PropertyType.Records or PropertyType.Groups:
                return null;
            default:
                return PropertyValue.Of(Text(json));
        }
    }
}
