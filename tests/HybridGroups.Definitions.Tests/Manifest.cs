using System.Text.Json.Nodes;
using Kube.Client.Manifests;
using TestEnvironment;

namespace HybridGroups.Definitions.Tests;

/// <summary>The manifests in a folder.</summary>
internal static class Manifest
{
    /// <summary>Each file with the documents in it.</summary>
    public static IEnumerable<(string File, IReadOnlyList<JsonObject> Documents)> In(params string[] folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => (Path.GetFileNameWithoutExtension(file), (IReadOnlyList<JsonObject>)[.. YamlManifests.Read(File.ReadAllText(file))]));
}
