using System.Globalization;
using System.Text.Json;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Query;

internal static class ValueWriter
{
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static void Write(Utf8JsonWriter writer, PropertyDefinition property, object? value)
    {
        writer.WritePropertyName(property.Name);
        switch (value)
        {
            case null when property.Type == ValueKind.TextList || property.Name is "onPremisesProvisioningErrors" or "assignedLicenses"
                or "assignedLabels" or "serviceProvisioningErrors" or "assignedPlans" or "licenseAssignmentStates" or "identities":
                writer.WriteStartArray();
                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(Time(time));
                break;
            case string[] list:
                writer.WriteStartArray();
                foreach (var item in list)
                    writer.WriteStringValue(item);
                writer.WriteEndArray();
                break;
            case RawJson json:
                writer.WriteRawValue(json.Text, skipInputValidation: true);
                break;
            default:
                throw new InvalidOperationException($"A value of type {value.GetType().Name} cannot be written.");
        }
    }
}
