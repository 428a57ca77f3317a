using System.Text.Json;

namespace HybridGroups.GraphSimulator.Tests.Samples;

/// <summary>Compares what bodies are made of, not what they say.</summary>
internal static class Shape
{
    /// <summary>Every property of the sample is in the answer with the same kind of value, except those excused.</summary>
    public static List<string> Missing(JsonElement sample, JsonElement answer, string path, params string[] excused)
    {
        var missing = new List<string>();
        switch (sample.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in sample.EnumerateObject().Where(property => !excused.Contains(property.Name, StringComparer.Ordinal)))
                {
                    var name = property.Name;
                    if (answer.ValueKind != JsonValueKind.Object || !TryGet(answer, name, out var value))
                        missing.Add($"{path}.{name}");
                    else
                        missing.AddRange(Missing(property.Value, value, $"{path}.{name}", excused));
                }

                break;
            case JsonValueKind.Array when answer.ValueKind == JsonValueKind.Array:
                if (sample.GetArrayLength() > 0 && answer.GetArrayLength() > 0)
                    missing.AddRange(Missing(sample[0], answer[0], path + "[0]", excused));
                break;
            case JsonValueKind.Null:
                break;
            default:
                // A value that is unset in one tenant is null there; true and false are one kind.
                if (answer.ValueKind != sample.ValueKind && answer.ValueKind != JsonValueKind.Null
                    && !(IsFlag(sample) && IsFlag(answer)))
                {
                    missing.Add($"{path}: {sample.ValueKind} became {answer.ValueKind}");
                }

                break;
        }

        return missing;
    }

    private static bool IsFlag(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    // Documentation is not always right about capitals.
    private static bool TryGet(JsonElement element, string name, out JsonElement value)
    {
        value = default;
        foreach (var property in element.EnumerateObject())
        {
            if (!property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            value = property.Value;
            return true;
        }

        return false;
    }
}
