using System.Text.Json;
using HybridGroups.GraphSimulator.Tokens;

namespace HybridGroups.GraphSimulator.Protocol;

/// <summary>One request, alone or out of a batch, with its path taken apart.</summary>
internal sealed class GraphRequest
{
    public required string Method { get; init; }

    public required GraphVersion Version { get; init; }

    /// <summary>Scheme and host the caller used; links in answers start with it.</summary>
    public required string Root { get; init; }

    public required string[] Segments { get; init; }

    public required string Path { get; init; }

    public required QueryOptions Query { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required Caller Caller { get; init; }

    public JsonElement? Body { get; init; }

    public bool BodyIsMalformed { get; init; }

    public string RequestId { get; init; } = "";

    /// <summary>Set for an item of a batch.</summary>
    public string? BatchItem { get; init; }

    public string VersionText => Version == GraphVersion.Beta ? "beta" : "v1.0";

    public string Base => $"{Root}/{VersionText}";

    public bool IsWrite => Method is not "GET" and not "HEAD";

    /// <summary>A read that only comes as a POST because its question is long. It is charged as a read.</summary>
    public bool IsReadByPost => Method == "POST" && Segments.Length > 0
        && Segments[^1] is "getByIds" or "getMemberGroups" or "getMemberObjects" or "checkMemberGroups" or "checkMemberObjects"
            or "getAvailableExtensionProperties" or "validateProperties" or "isMemberOf";

    /// <summary>Which of the two lanes it is throttled in.</summary>
    public bool IsCharged => IsWrite && !IsReadByPost;

    public bool IsEventual => Header("ConsistencyLevel")?.Equals("eventual", StringComparison.OrdinalIgnoreCase) ?? false;

    public string? ClientRequestId => Header("client-request-id");

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public bool Prefers(string preference) => Header("Prefer")?.Contains(preference, StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>
    /// Splits a path into decoded segments. A key in parentheses becomes a segment of its own:
    /// users('a@b') is users / a@b, and groups(uniqueName='k') is groups / (uniqueName=k).
    /// </summary>
    public static string[] Split(string path)
    {
        var segments = new List<string>();
        foreach (var raw in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var segment = Uri.UnescapeDataString(raw);
            var open = segment.IndexOf('(', StringComparison.Ordinal);
            if (open <= 0 || !segment.EndsWith(')'))
            {
                segments.Add(segment);
                continue;
            }

            segments.Add(segment[..open]);
            var key = segment[(open + 1)..^1];
            var equals = key.IndexOf("='", StringComparison.Ordinal);
            segments.Add(equals > 0 ? $"({key[..equals]}={Unquote(key[(equals + 1)..])})" : Unquote(key));
        }

        return [.. segments];
    }

    private static string Unquote(string text) =>
        text.Length >= 2 && text[0] == '\'' && text[^1] == '\'' ? text[1..^1].Replace("''", "'", StringComparison.Ordinal) : text;
}
