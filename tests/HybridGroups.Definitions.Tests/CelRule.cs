using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HybridGroups.Definitions.Tests;

/// <summary>A CEL rule of a definition, and how to see that the server has evaluated it.</summary>
/// <param name="Kind">Of the definition.</param>
/// <param name="Path">Of the value that it is about: <c>spec.servers</c>, with <c>[]</c> for the items of a list.</param>
/// <param name="Rule">The expression.</param>
/// <param name="Message">What the server says when it refuses.</param>
/// <param name="FieldPath">Below the value, which field is to blame.</param>
public sealed record CelRule(string Kind, string Path, string Rule, string Message, string FieldPath)
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    public bool IsAboutChanges => Rule.Contains("oldSelf", StringComparison.Ordinal);

    /// <summary>All rules of a definition.</summary>
    public static IEnumerable<CelRule> Of(JsonObject definition) => definition["spec"]!["versions"]!.AsArray()
        .SelectMany(version => Below((string)definition["spec"]!["names"]!["kind"]!, string.Empty, version!["schema"]!["openAPIV3Schema"]!.AsObject()));

    /// <summary>Whether a refusal of the server is this rule's.</summary>
    public bool IsIn(string refusal) => Regex.IsMatch(
        refusal,
        Regex.Escape(Path + FieldPath).Replace(@"\[]", @"\[\d+]", StringComparison.Ordinal) + ": Invalid value: (\"[^\"]*\": )?" + Regex.Escape(Message),
        RegexOptions.None, MatchLimit);

    /// <summary>Whether an object has the value that the rule is about.</summary>
    public bool IsAbout(JsonObject item) => string.Equals((string?)item["kind"], Kind, StringComparison.Ordinal) && Has(item, Path.Split('.'));

    public override string ToString() => $"{Kind} {Path}{FieldPath}: {Message}";

    private static bool Has(JsonNode? value, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty || value is null)
        {
            return value is not null;
        }

        var name = path[0].TrimEnd('[', ']');
        var next = (value as JsonObject)?[name];
        if (!path[0].EndsWith("[]", StringComparison.Ordinal))
        {
            return Has(next, path[1..]);
        }

        foreach (var item in next as JsonArray ?? [])
        {
            if (Has(item, path[1..]))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<CelRule> Below(string kind, string path, JsonObject schema)
    {
        foreach (var rule in schema["x-kubernetes-validations"] as JsonArray ?? [])
        {
            yield return new CelRule(kind, path, (string)rule!["rule"]!, (string)rule["message"]!, (string?)rule["fieldPath"] ?? string.Empty);
        }

        var inner = (schema["properties"] as JsonObject ?? []).Select(property => (Path: path.Length == 0 ? property.Key : $"{path}.{property.Key}", property.Value));
        if (schema["items"] is { } items)
        {
            inner = inner.Append((path + "[]", items));
        }

        foreach (var rule in inner.SelectMany(below => Below(kind, below.Path, below.Value!.AsObject())))
        {
            yield return rule;
        }
    }
}
