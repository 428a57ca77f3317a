using System.Globalization;
using System.Text.Json;
using HybridGroups.Rules.Population;
using HybridGroups.Rules.Properties;

namespace HybridGroups.Sync.Selection;

/// <summary>Objects of Entra as rules see them.</summary>
internal static class CloudRuleObjects
{
    /// <param name="id">Who it is.</param>
    /// <param name="properties">What is known of it.</param>
    /// <param name="wanted">What rules read: of a million people nobody keeps twice what no rule asks for.</param>
    public static Dictionary<RuleProperty, PropertyValue> Read(Guid id, IReadOnlyDictionary<string, object?> properties, IReadOnlyCollection<RuleProperty> wanted)
    {
        var values = new Dictionary<RuleProperty, PropertyValue>(wanted.Count);
        foreach (var property in wanted)
        {
            if (Raw(id, properties, property) is { } raw && Value(property, raw) is { } read) values[property] = read;
        }

        return values;
    }

    private static object? Raw(Guid id, IReadOnlyDictionary<string, object?> properties, RuleProperty property)
    {
        if (property.Type == PropertyType.Groups) return null;
        var dot = property.GraphPath.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? property.GraphPath : property.GraphPath[..dot];
        return name == "id" ? id.ToString("D") : properties.GetValueOrDefault(name);
    }

    private static PropertyValue? Value(RuleProperty property, object value)
    {
        var isNested = property.GraphPath.Contains('.', StringComparison.Ordinal);
        return (property.Type, value) switch
        {
            (PropertyType.Records, string json) => Records(property, json),
            (_, string json) when isNested => Nested(property, json),
            (PropertyType.Texts, string[] list) => PropertyValue.Of(list),
            (PropertyType.Texts, string single) => PropertyValue.Of([single]),
            (_, string text) => PropertyValue.Of(text),
            (_, bool flag) => PropertyValue.Of(flag ? "true" : "false"),
            (_, string[] list) => PropertyValue.Of(list.FirstOrDefault(text => text.Length > 0)),
            (_, IFormattable number) => PropertyValue.Of(number.ToString(format: null, CultureInfo.InvariantCulture)),
            _ => null,
        };
    }

    private static PropertyValue? Records(RuleProperty property, string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind != JsonValueKind.Array ? null : PropertyValue.OfRecords(document.RootElement.EnumerateArray()
            .Where(element => element.ValueKind == JsonValueKind.Object)
            .Select(element => property.Elements.Select(part => element.TryGetProperty(part.GraphPath, out var found) ? GraphObjectReader.Text(found) : null)));
    }

    private static PropertyValue? Nested(RuleProperty property, string json)
    {
        using var document = JsonDocument.Parse(json);
        var found = document.RootElement;
        foreach (var level in property.GraphPath.Split('.').Skip(1))
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(level, out found)) return null;
        }

        return PropertyValue.Of(GraphObjectReader.Text(found));
    }
}
