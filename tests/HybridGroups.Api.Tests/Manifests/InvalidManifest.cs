using System.Text.Json.Nodes;
using Kube.Client.Manifests;
using TestEnvironment;

namespace HybridGroups.Api.Tests.Manifests;

/// <summary>A file of Invalid/: a manifest, and in its first lines which field is to be blamed and what is to be said.</summary>
internal sealed record InvalidManifest(string Name, string Text, JsonObject Manifest, string Field, string? Says, bool OnlyOffline)
{
    public static string Folder { get; } = Repository.PathOf("tests", "HybridGroups.Api.Tests", "Invalid");

    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static InvalidManifest Read(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name + ".yaml"));
        return new InvalidManifest(
            name, text, YamlManifests.Read(text).Single(), Header(text, "at")!, Header(text, "says"), Header(text, "only") is "offline");
    }

    private static string? Header(string text, string name) =>
        text.Split('\n').FirstOrDefault(line => line.StartsWith($"# {name}: ", StringComparison.Ordinal))?[(name.Length + 4)..];
}
