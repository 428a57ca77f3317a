using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kube.Client.Schema;

/// <summary>
/// Compares a manifest with a generated schema where there is no API server to do it: in a pull request, on the command
/// line. CEL rules are not evaluated; validators say the same.
/// </summary>
public static class SchemaCheck
{
    private static readonly TimeSpan PatternLimit = TimeSpan.FromSeconds(1);

    public static IReadOnlyList<FieldProblem> Check(JsonNode manifest, JsonObject schema)
    {
        var problems = new List<FieldProblem>();
        Check(manifest, schema, string.Empty, problems);
        return problems;
    }

    private static void Check(JsonNode? value, JsonObject schema, string path, List<FieldProblem> problems)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        var wanted = (string?)schema["type"];
        if (!Fits(kind, value, wanted))
        {
            problems.Add(new FieldProblem(path, value?.ToJsonString() ?? "null", $"is not of type {wanted}"));
            return;
        }

        switch (value)
        {
            case JsonObject map when schema["properties"] is JsonObject properties:
                CheckProperties(map, schema, properties, path, problems);
                break;
            case JsonObject map when schema["additionalProperties"] is JsonObject each:
                Count(map.Count, schema, "maxProperties", path, "entries", problems);
                foreach (var (name, item) in map)
                {
                    Check(item, each, $"{path}[{name}]", problems);
                }

                break;
            case JsonArray list:
                CheckList(list, schema, path, problems);
                break;
            case JsonValue scalar when kind == JsonValueKind.String:
                CheckText(scalar.GetValue<string>(), schema, path, problems);
                break;
            case JsonValue scalar when wanted == "integer":
                CheckNumber(JsonSerializer.Deserialize<long>(scalar), schema, path, problems);
                break;
        }
    }

    private static bool Fits(JsonValueKind kind, JsonNode? value, string? wanted) => wanted switch
    {
        "object" => kind == JsonValueKind.Object,
        "array" => kind == JsonValueKind.Array,
        "string" => kind == JsonValueKind.String,
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        "integer" => kind == JsonValueKind.Number && long.TryParse(value!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture, out _),
        _ => true,
    };

    private static void CheckProperties(JsonObject map, JsonObject schema, JsonObject properties, string path, List<FieldProblem> problems)
    {
        foreach (var (name, value) in map)
        {
            var field = path.Length == 0 ? name : $"{path}.{name}";
            if (properties[name] is JsonObject known)
            {
                Check(value, known, field, problems);
            }
            else
            {
                problems.Add(new FieldProblem(field, Value: null, $"there is no such field; known are: {string.Join(", ", properties.Select(property => property.Key))}"));
            }
        }

        foreach (var name in (schema["required"] as JsonArray ?? []).Select(name => (string)name!).Where(name => !map.ContainsKey(name)))
        {
            problems.Add(new FieldProblem(path.Length == 0 ? name : $"{path}.{name}", Value: null, "is required"));
        }
    }

    private static void CheckList(JsonArray list, JsonObject schema, string path, List<FieldProblem> problems)
    {
        Count(list.Count, schema, "maxItems", path, "items", problems);
        if ((long?)schema["minItems"] is { } least && list.Count < least)
        {
            problems.Add(new FieldProblem(path, Value: null, $"has {list.Count} items; at least {least} are needed"));
        }

        for (var index = 0; index < list.Count; index++)
        {
            Check(list[index], schema["items"]!.AsObject(), $"{path}[{index}]", problems);
            if ((string?)schema["x-kubernetes-list-type"] == "set" && list.Take(index).Any(other => JsonNode.DeepEquals(other, list[index])))
            {
                problems.Add(new FieldProblem($"{path}[{index}]", list[index]?.ToString(), "is there twice; each value may occur once"));
            }
        }
    }

    private static void CheckText(string text, JsonObject schema, string path, List<FieldProblem> problems)
    {
        if (schema["enum"] is JsonArray allowed && !allowed.Any(one => (string)one! == text))
        {
            problems.Add(new FieldProblem(path, text, $"is not one of {string.Join(", ", allowed.Select(one => (string)one!))}"));
        }

        if ((long?)schema["minLength"] is { } least && text.Length < least)
        {
            problems.Add(new FieldProblem(path, text, $"is too short; at least {least} characters are needed"));
        }

        if ((long?)schema["maxLength"] is { } most && text.Length > most)
        {
            problems.Add(new FieldProblem(path, text, $"is too long; at most {most} characters are allowed"));
        }

        if ((string?)schema["pattern"] is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, PatternLimit))
        {
            problems.Add(new FieldProblem(path, text, $"does not have the form {pattern}"));
        }

        if ((string?)schema["format"] is "date-time" && !DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            problems.Add(new FieldProblem(path, text, "is not a time, for example 2026-01-31T12:00:00Z"));
        }
    }

    private static void CheckNumber(long number, JsonObject schema, string path, List<FieldProblem> problems)
    {
        var (least, most) = ((long?)schema["minimum"] ?? long.MinValue, (long?)schema["maximum"] ?? long.MaxValue);
        if (number < least || number > most)
        {
            problems.Add(new FieldProblem(path, number.ToString(System.Globalization.CultureInfo.InvariantCulture), $"is out of bounds; allowed is {least} to {most}"));
        }
    }

    private static void Count(int count, JsonObject schema, string bound, string path, string what, List<FieldProblem> problems)
    {
        if ((long?)schema[bound] is { } most && count > most)
        {
            problems.Add(new FieldProblem(path, Value: null, $"has {count} {what}; at most {most} are allowed"));
        }
    }
}
