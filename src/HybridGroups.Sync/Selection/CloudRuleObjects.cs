using System.Globalization;
using System.Text.Json;
using HybridGroups.Rules.Population;
using HybridGroups.Rules.Properties;

namespace HybridGroups.Sync.Selection;

/// <summary>Objects of Entra as rules see them.</summary>
/// <param name="wanted">What rules read: of a million people nobody keeps twice what no rule asks for.</param>
internal sealed class CloudRuleObjects(IEnumerable<RuleProperty> wanted)
{
    private readonly (RuleProperty Property, string[] Path)[] read =
        [.. wanted.Where(property => property.Type != PropertyType.Groups).Select(property => (property, property.GraphPath.Split('.')))];

    /// <param name="id">Who it is.</param>
    /// <param name="properties">What is known of it.</param>
    /// <param name="values">Where it goes.</param>
    public void Read(Guid id, IReadOnlyDictionary<string, object?> properties, Dictionary<RuleProperty, PropertyValue> values)
    {
        foreach (var (property, path) in read)
        {
            var raw = path[0] == "id" ? id.ToString("D") : properties.GetValueOrDefault(path[0]);
            if (raw is not null && Value(property, path, raw) is { } value) values[property] = value;
        }
    }

    private static PropertyValue? Value(RuleProperty property, string[] path, object value)
    {
        return (property.Type, value) switch
        {
            (PropertyType.Records, string json) => Records(property, json),
            (_, string json) when path.Length > 1 => Nested(path, json),
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

    private static PropertyValue? Nested(string[] path, string json)
    {
        using var document = JsonDocument.Parse(json);
        var found = document.RootElement;
        foreach (var level in path.Skip(1))
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(level, out found)) return null;
        }

        return PropertyValue.Of(GraphObjectReader.Text(found));
    }
}
