using System.Globalization;
using System.Text.Json.Nodes;

namespace Kube.Client.Schema;

/// <summary>Whether objects that a released definition accepted are still accepted, and read the same, by the one of today.</summary>
public static class SchemaCompatibility
{
    private static readonly (string Name, bool IsUpper)[] Bounds =
    [
        ("maxLength", true), ("maxItems", true), ("maxProperties", true), ("maximum", true), ("minLength", false), ("minItems", false), ("minimum", false),
    ];

    /// <summary>What breaks, each with its place and what to do; nothing when nothing does.</summary>
    public static IEnumerable<string> Breaks(JsonObject released, JsonObject now)
    {
        var kind = (string?)released["spec"]?["names"]?["kind"];
        foreach (var name in new[] { "group", "scope" })
        {
            if (!JsonNode.DeepEquals(released["spec"]![name], now["spec"]![name]))
            {
                yield return $"{kind}: {name} was {released["spec"]![name]} and is {now["spec"]![name]}. It cannot change: make another kind.";
            }
        }

        foreach (var version in released["spec"]!["versions"]!.AsArray().Where(version => (bool?)version!["served"] is true))
        {
            var name = (string)version!["name"]!;
            var same = now["spec"]!["versions"]!.AsArray().FirstOrDefault(candidate => JsonNode.DeepEquals(candidate!["name"], version["name"]) && (bool?)candidate["served"] is true);
            if (same is null)
            {
                yield return $"{kind} {name}: is not served any more. Deprecate it, and serve it until nobody uses it.";
                continue;
            }

            foreach (var problem in Below($"{kind} {name} ", string.Empty, version["schema"]!["openAPIV3Schema"]!.AsObject(), same["schema"]!["openAPIV3Schema"]!.AsObject()))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<string> Below(string kind, string path, JsonObject was, JsonObject now)
    {
        var place = $"{kind}{(path.Length == 0 ? "itself" : path)}";
        foreach (var name in new[] { "type", "format", "x-kubernetes-list-type", "pattern" })
        {
            if (!JsonNode.DeepEquals(was[name], now[name]) && !(name is "pattern" && now[name] is null))
            {
                yield return $"{place}: {name} was {was[name] ?? "not there"} and is {now[name] ?? "not there"}. Add another field instead.";
            }
        }

        foreach (var problem in Values(place, was, now).Concat(Required(place, was, now)))
        {
            yield return problem;
        }

        foreach (var (name, property) in was["properties"] as JsonObject ?? [])
        {
            var below = path.Length == 0 ? name : $"{path}.{name}";
            if (now["properties"]?[name] is not JsonObject still)
            {
                yield return $"{kind}{below}: was removed, so objects that have it would lose it. Keep it, and say in its description that it is deprecated.";
                continue;
            }

            foreach (var problem in Below(kind, below, property!.AsObject(), still))
            {
                yield return problem;
            }
        }

        foreach (var (name, suffix) in new[] { ("items", "[]"), ("additionalProperties", "{}") })
        {
            if (was[name] is JsonObject inner && now[name] is JsonObject innerNow)
            {
                foreach (var problem in Below(kind, path + suffix, inner, innerNow))
                {
                    yield return problem;
                }
            }
        }
    }

    private static IEnumerable<string> Values(string place, JsonObject was, JsonObject now)
    {
        if (now["enum"] is JsonArray allowed)
        {
            var gone = (was["enum"] as JsonArray)?.Where(value => !allowed.Any(still => JsonNode.DeepEquals(still, value))).ToArray();
            if (gone is null)
            {
                yield return $"{place}: any value was allowed, and now only {allowed.ToJsonString()}. Leave it open.";
            }
            else if (gone.Length > 0)
            {
                yield return $"{place}: {string.Join(", ", gone.Select(value => $"{value}"))} is not allowed any more. Keep the value, and do with it what comes nearest.";
            }
        }

        foreach (var (name, isUpper) in Bounds)
        {
            if (now[name] is { } limit && (was[name] is not { } before || (isUpper ? Number(limit) < Number(before) : Number(limit) > Number(before))))
            {
                yield return $"{place}: {name} was {was[name] ?? "not there"} and is {limit}. Bounds may only become wider.";
            }
        }
    }

    private static decimal Number(JsonNode value) => decimal.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    private static IEnumerable<string> Required(string place, JsonObject was, JsonObject now)
    {
        var before = (was["required"] as JsonArray ?? []).Select(name => (string)name!).ToHashSet(StringComparer.Ordinal);
        return (now["required"] as JsonArray ?? []).Select(name => (string)name!).Where(name => !before.Contains(name))
            .Select(name => $"{place}: {name} is required now, so manifests without it would be refused. Give it a default instead.");
    }
}
