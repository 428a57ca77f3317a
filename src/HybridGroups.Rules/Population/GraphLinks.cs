using System.Text.Json;

namespace HybridGroups.Rules.Population;

/// <summary>References between objects, in the forms in which Graph, its delta queries and exports write them.</summary>
internal static class GraphLinks
{
    /// <summary><c>manager: {"id"}</c>, <c>manager: "id"</c>, <c>manager@delta: [{"id"}]</c>, <c>manager@odata.bind: "…/users/id"</c>, <c>managerId</c>.</summary>
    public static string? Manager(JsonElement user)
    {
        foreach (var member in user.EnumerateObject())
        {
            var isLink = member.Name is "manager" or "managerId"
                || (member.Name.StartsWith("manager@", StringComparison.Ordinal) && !member.Name.EndsWith("Context", StringComparison.OrdinalIgnoreCase));
            if (isLink && Ids(member.Value).FirstOrDefault() is { } id)
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>Under the name itself and under its delta form; what is marked as removed is left out.</summary>
    public static IEnumerable<string> Of(JsonElement json, string name)
    {
        foreach (var form in (string[])[name, $"{name}@delta"])
        {
            if (json.TryGetProperty(form, out var links))
            {
                foreach (var id in Ids(links))
                {
                    yield return id;
                }
            }
        }
    }

    private static IEnumerable<string> Ids(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Ids),
        JsonValueKind.String => Id(json.GetString()!),
        JsonValueKind.Object when !json.TryGetProperty("@removed", out _) && json.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String => Id(id.GetString()!),
        _ => [],
    };

    // A reference may be an address: …/users/id or …/users('id').
    private static IEnumerable<string> Id(string reference)
    {
        var last = reference[(reference.LastIndexOf('/') + 1)..];
        var quote = last.IndexOf('\'', StringComparison.Ordinal);
        var id = quote < 0 ? last : last[(quote + 1)..].TrimEnd(')', '\'');
        return id.Length == 0 ? [] : [id];
    }
}
