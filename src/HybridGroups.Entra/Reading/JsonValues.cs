using System.Globalization;
using System.Text.Json;
using HybridGroups.Sync.Cloud.Changes;

namespace HybridGroups.Entra.Reading;

/// <summary>Reads Graph's JSON into the model's plain values.</summary>
internal static class JsonValues
{
    // Selected as one object by Graph, named one by one in rules.
    private static readonly string[] Flattened = ["onPremisesExtensionAttributes", "extensionAttributes", "employeeOrgData"];

    public static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static bool? Flag(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    public static DateTimeOffset? Time(JsonElement row, string name) =>
        DateTimeOffset.TryParse(Text(row, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    public static Guid Id(JsonElement row) => row.GetProperty("id").GetGuid();

    public static IEnumerable<JsonElement> Items(JsonElement row, string name) =>
        row.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    public static CloudMemberKind MemberKind(JsonElement row) => Text(row, "@odata.type") switch
    {
        "#microsoft.graph.user" => CloudMemberKind.User,
        "#microsoft.graph.group" => CloudMemberKind.Group,
        "#microsoft.graph.device" => CloudMemberKind.Device,
        "#microsoft.graph.servicePrincipal" => CloudMemberKind.ServicePrincipal,
        "#microsoft.graph.orgContact" => CloudMemberKind.Contact,
        _ => CloudMemberKind.Unknown,
    };

    public static Dictionary<string, object?> Properties(JsonElement row)
    {
        var properties = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in row.EnumerateObject())
        {
            if (property.Name == "id" || property.Name.Contains('@', StringComparison.Ordinal))
                continue;
            if (Flattened.Contains(property.Name, StringComparer.Ordinal) && property.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var inner in property.Value.EnumerateObject())
                    properties[inner.Name] = Value(inner.Value);
                continue;
            }

            properties[property.Name] = Value(property.Value);
        }

        return properties;
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            value.EnumerateArray().Select(item => item.GetString()!).ToArray(),
        _ => value.GetRawText(),
    };
}
