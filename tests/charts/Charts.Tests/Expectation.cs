using System.Text.Json.Nodes;

namespace Charts.Tests;

/// <summary>
/// Something that is to be so about an object: <c>is</c> all of what is there, <c>has</c> these among others, <c>lacks</c> each of
/// these; or there is <c>none</c> of that name.
/// </summary>
internal sealed class Expectation(JsonObject said)
{
    /// <summary>Null when it is so; else what is wrong.</summary>
    public string? Problem(IReadOnlyList<Manifest> manifests)
    {
        if ((string?)said["none"] is { } unwanted)
        {
            return manifests.Any(manifest => manifest.Name == unwanted) ? $"there is a {unwanted}" : null;
        }

        var name = (string)said["object"]!;
        if (manifests.FirstOrDefault(manifest => manifest.Name == name) is not { } found)
        {
            return $"there is no {name}, but {string.Join(", ", manifests.Select(manifest => manifest.Name))}";
        }

        string[] path = [.. ((JsonArray)said["at"]!).Select(step => step!.ToString())];
        var part = found.At(path);
        return IsSo(part) ? null : $"{name} at {string.Join('.', path)} should {said.Where(entry => entry.Key is not ("object" or "at")).Select(entry => $"{entry.Key}: {Yaml.Text(entry.Value)}").First()}\nbut is {Yaml.Text(part)}";
    }

    private bool IsSo(JsonNode? part)
    {
        if (said.ContainsKey("is"))
        {
            return JsonNode.DeepEquals(part, said["is"]);
        }

        var list = part as JsonArray ?? [];
        return said["has"] is JsonArray wanted
            ? wanted.All(one => list.Any(there => JsonNode.DeepEquals(there, one)))
            : said["lacks"]!.AsArray().All(one => !list.Any(there => JsonNode.DeepEquals(there, one)));
    }
}
