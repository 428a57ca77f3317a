using System.Text.Json;
using TestEnvironment;

namespace HybridGroups.GraphSimulator.Tests.Samples;

/// <summary>Bodies from the service's documentation and from real tenants, where they are at hand.</summary>
internal static class SharedSamples
{
    private static readonly string? Folder = Find();

    public static bool AreHere => Folder is not null;

    public static string WhyNot => "The sample bodies are not on this machine: set HYBRIDGROUPS_SHARED to the folder that holds reference/graph-samples.";

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder!, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>What is sent, where the sample says so.</summary>
    public static JsonElement Request(string name) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(Folder!, name + ".json"))).GetProperty("request");

    public static int Status(string name) =>
        JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(Folder!, name + ".json"))).GetProperty("response").GetProperty("status").GetInt32();

    public static JsonElement Body(string name)
    {
        var sample = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(Folder!, name + ".json")));
        return sample.TryGetProperty("response", out var response) ? response.GetProperty("body") : sample.GetProperty("body");
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("HYBRIDGROUPS_SHARED");
        var folders = named is not null ? [named] : Ancestors(Repository.Root).Select(folder => Path.Combine(folder, "shared"));
        return folders.Select(folder => Path.Combine(folder, "reference", "graph-samples")).FirstOrDefault(Directory.Exists);
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var next = new DirectoryInfo(folder); next is not null; next = next.Parent)
            yield return next.FullName;
    }
}
