using System.Globalization;
using System.Text.Json;
using HybridGroups.Rules;
using HybridGroups.Rules.Population;
using HybridGroups.Rules.Properties;
using HybridGroups.Sync.Cloud.Changes;

namespace HybridGroups.Sync.Selection;

/// <summary>Objects of Entra as rules see them.</summary>
internal sealed class CloudRuleObjects
{
    private readonly PropertyCatalog catalog;
    private readonly ILookup<string, RuleProperty> byFirstLevel;

    private CloudRuleObjects(RuleSubject subject)
    {
        catalog = PropertyCatalog.Of(subject);
        byFirstLevel = catalog.Properties
            .Where(property => property.Type != PropertyType.Groups)
            .ToLookup(property => property.GraphPath.Split('.')[0], StringComparer.Ordinal);
    }

    public static CloudRuleObjects Users { get; } = new(RuleSubject.User);

    public static CloudRuleObjects Devices { get; } = new(RuleSubject.Device);

    public static CloudRuleObjects Groups { get; } = new(RuleSubject.Group);

    public static CloudRuleObjects Of(CloudObjectKind kind) => kind switch
    {
        CloudObjectKind.User => Users,
        CloudObjectKind.Device => Devices,
        _ => Groups,
    };

    public Dictionary<RuleProperty, PropertyValue> Read(Guid id, IReadOnlyDictionary<string, object?> properties)
    {
        var values = new Dictionary<RuleProperty, PropertyValue>();
        Put(values, byFirstLevel["id"], id.ToString("D"));
        foreach (var (name, value) in properties)
        {
            if (value is not null) Put(values, Named(name), value);
        }

        return values;
    }

    private IEnumerable<RuleProperty> Named(string name) =>
        byFirstLevel.Contains(name) ? byFirstLevel[name]
        : name.StartsWith("extension_", StringComparison.OrdinalIgnoreCase) && catalog.TryFind(name, out var extension) ? [extension]
        : [];

    private static void Put(Dictionary<RuleProperty, PropertyValue> values, IEnumerable<RuleProperty> properties, object value)
    {
        foreach (var property in properties)
        {
            if (Value(property, value) is { } read) values[property] = read;
        }
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
