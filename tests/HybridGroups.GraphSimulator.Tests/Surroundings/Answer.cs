using System.Text.Json;

namespace HybridGroups.GraphSimulator.Tests.Surroundings;

internal sealed record Answer(int Status, JsonElement Json, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public string Code => Json.GetProperty("error").GetProperty("code").GetString()!;

    public string Message => Json.GetProperty("error").GetProperty("message").GetString()!;

    public IReadOnlyList<JsonElement> Value => [.. Json.GetProperty("value").EnumerateArray()];

    public string? Link(string name) => Json.TryGetProperty(name, out var link) ? link.GetString() : null;
}
