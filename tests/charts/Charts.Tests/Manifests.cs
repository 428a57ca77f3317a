using TestEnvironment;
using YamlDotNet.Serialization;

namespace Charts.Tests;

/// <summary>What the chart and the kustomization bring to a cluster.</summary>
internal static class Manifests
{
    // The first time on a machine, the renderer and its Debian packages are installed.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static Task<string> OfChartAsync(string @namespace, CancellationToken cancellation, params string[] values) =>
        Script.RunAsync(Repository.PathOf("tests", "charts", "render-chart"), ["hybrid-groups", @namespace, .. values], Limit, cancellation);

    public static Task<string> OfKustomizationAsync(string folder, CancellationToken cancellation) =>
        Script.RunAsync("kubectl", ["kustomize", Repository.PathOf("config", folder)], Limit, cancellation);

    public static IReadOnlyList<Dictionary<string, object?>> Parse(string yaml)
    {
        var deserializer = new DeserializerBuilder().Build();
        return [.. yaml.Split("\n---").Select(document => deserializer.Deserialize<Dictionary<string, object?>?>(document)).OfType<Dictionary<string, object?>>()];
    }

    /// <summary>A part of an object as text that can be compared: kustomize and the chart order fields differently.</summary>
    public static string Text(object? part) => new SerializerBuilder().DisableAliases().Build().Serialize(Ordered(part)!);

    private static object? Ordered(object? part) => part switch
    {
        IDictionary<object, object?> map => map.OrderBy(entry => entry.Key.ToString(), StringComparer.Ordinal).ToDictionary(entry => entry.Key, entry => Ordered(entry.Value)),
        IList<object?> list => list.Select(Ordered).ToList(),
        _ => part,
    };
}
