using System.Text.Json.Nodes;
using TestEnvironment;

namespace Charts.Tests;

/// <summary>What the chart and the kustomization bring to a cluster.</summary>
internal static class Manifests
{
    public const string Home = "hybrid-groups-system";

    // The first time on a machine, the renderer and its Debian packages are installed.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task<IReadOnlyList<Manifest>> OfChartAsync(CancellationToken cancellation, params string[] options) =>
        Parse(await RenderAsync("hybrid-groups", cancellation, options));

    /// <summary>The text that the chart renders to, in the namespace that config/ has too.</summary>
    public static Task<string> RenderAsync(string release, CancellationToken cancellation, params string[] options) =>
        Script.RunAsync(Repository.PathOf("tests", "charts", "render-chart"), [release, Home, .. options], Limit, cancellation);

    public static async Task<IReadOnlyList<Manifest>> OfKustomizationAsync(string folder, CancellationToken cancellation) =>
        Parse(await Script.RunAsync("kubectl", ["kustomize", Repository.PathOf("config", folder)], Limit, cancellation));

    public static IReadOnlyList<Manifest> Parse(string yaml) =>
        [.. Yaml.Read(yaml).OfType<JsonObject>().Select(content => new Manifest(content)).OrderBy(manifest => manifest.Name, StringComparer.Ordinal)];
}
