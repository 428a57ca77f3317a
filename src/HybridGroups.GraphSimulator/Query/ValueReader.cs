using System.Globalization;
using System.Text.Json;
using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Query;

/// <summary>Reads a value out of a request body, refusing what does not fit the property's type.</summary>
internal static class ValueReader
{
    public static object? Read(PropertyDefinition property, JsonElement value, string resource)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        return (property.Type, value.ValueKind) switch
        {
            (ValueKind.Text, JsonValueKind.String) => value.GetString(),
            (ValueKind.Flag, JsonValueKind.True) => true,
            (ValueKind.Flag, JsonValueKind.False) => false,
            (ValueKind.Number, JsonValueKind.Number) => value.GetInt64(),
            (ValueKind.Time, JsonValueKind.String) when DateTimeOffset.TryParse(
                value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
            (ValueKind.TextList, JsonValueKind.Array) => Texts(property, value, resource),
            (ValueKind.Json, _) => new RawJson(value.GetRawText()),
            _ => throw GraphFailure.InvalidValue(property.Name, resource),
        };
    }

    private static string[] Texts(PropertyDefinition property, JsonElement value, string resource)
    {
        var texts = new List<string>();
        foreach (var item in value.EnumerateArray())
            texts.Add(item.ValueKind == JsonValueKind.String ? item.GetString()! : throw GraphFailure.InvalidValue(property.Name, resource));
        return [.. texts];
    }
}
