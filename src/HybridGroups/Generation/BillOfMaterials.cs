using System.Text.Json.Nodes;

namespace HybridGroups.Generation;

/// <summary>
/// The packages that are shipped, as CycloneDX: those of the program's own .deps.json, which the build writes of what it put
/// beside the program. Their hashes are those of packages.lock.json. The .NET runtime is the base image's.
/// </summary>
internal static class BillOfMaterials
{
    private const string HashPrefix = "sha512-";

    /// <param name="dependencies">The content of a .deps.json.</param>
    /// <param name="program">The name in it that is the program's own.</param>
    public static JsonObject Of(JsonNode dependencies, string program)
    {
        var libraries = dependencies["libraries"]!.AsObject().Select(library => (Name: library.Key, Content: library.Value!)).ToArray();
        var packages = libraries.Where(library => (string?)library.Content["type"] == "package").OrderBy(library => library.Name, StringComparer.Ordinal).ToArray();
        var uses = dependencies["targets"]!.AsObject().Single(target => target.Value is JsonObject { Count: > 0 }).Value!.AsObject();
        var own = libraries.Single(library => library.Name.StartsWith(program + "/", StringComparison.Ordinal)).Name;
        return new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.5",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["component"] = Component("application", own) },
            ["components"] = new JsonArray([.. packages.Select(package => (JsonNode)Library(package.Name, (string)package.Content["sha512"]!))]),
            ["dependencies"] = new JsonArray(
            [
                // Parts of the program that are projects of this repository count as the program.
                Uses(own, libraries.Where(library => (string?)library.Content["type"] == "project").SelectMany(project => UsedBy(uses[project.Name])), packages),
                .. packages.Select(package => (JsonNode)Uses(package.Name, UsedBy(uses[package.Name]), packages)),
            ]),
        };
    }

    private static JsonObject Library(string name, string hash)
    {
        var component = Component("library", name);
        component["hashes"] = new JsonArray(new JsonObject
        {
            ["alg"] = "SHA-512",
            ["content"] = Convert.ToHexStringLower(Convert.FromBase64String(hash[HashPrefix.Length..])),
        });
        return component;
    }

    private static JsonObject Component(string type, string library)
    {
        var (name, version) = library.Split('/') is [var first, var second] ? (first, second) : (library, string.Empty);
        return new JsonObject { ["type"] = type, ["bom-ref"] = Reference(library), ["name"] = name, ["version"] = version, ["purl"] = Reference(library) };
    }

    private static JsonObject Uses(string library, IEnumerable<string> used, (string Name, JsonNode Content)[] packages) => new JsonObject
    {
        ["ref"] = Reference(library),
        ["dependsOn"] = new JsonArray(
            [.. packages.Select(package => package.Name).Intersect(used, StringComparer.Ordinal).Select(name => (JsonNode)Reference(name))]),
    };

    private static IEnumerable<string> UsedBy(JsonNode? target) => target?["dependencies"]?.AsObject().Select(used => $"{used.Key}/{(string)used.Value!}") ?? [];

    private static string Reference(string library) => $"pkg:nuget/{library.Replace('/', '@')}";
}
