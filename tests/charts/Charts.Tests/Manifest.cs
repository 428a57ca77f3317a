using System.Text.Json.Nodes;

namespace Charts.Tests;

/// <summary>One object for a cluster.</summary>
internal sealed record Manifest(JsonObject Content)
{
    public string Kind => (string)Content["kind"]!;

    public string ApiVersion => (string)Content["apiVersion"]!;

    /// <summary>Kind and name.</summary>
    public string Name => $"{Kind}/{(string)Content["metadata"]!["name"]!}";

    /// <summary>A part of it; null when it has no such part.</summary>
    public JsonNode? At(IEnumerable<string> path) => path.Aggregate(
        (JsonNode?)Content,
        (part, step) => part switch
        {
            JsonArray list => int.Parse(step) is var number && number < list.Count ? list[number] : null,
            JsonObject map => map[step],
            _ => null,
        });
}
