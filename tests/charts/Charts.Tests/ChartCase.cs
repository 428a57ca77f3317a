using System.Text.Json.Nodes;
using TestEnvironment;

namespace Charts.Tests;

/// <summary>Values that somebody may set, and what is to come of it: a folder of tests/charts/cases.</summary>
internal sealed class ChartCase(string name)
{
    private readonly JsonObject _said = (JsonObject)Yaml.Read(File.ReadAllText(PathOf(name, "expect.yaml"))).Single()!;

    public static IEnumerable<string> Names => Directory.EnumerateDirectories(Repository.PathOf("tests", "charts", "cases")).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal);

    /// <summary>The sentence that it proves.</summary>
    public string Shows => (string)_said["shows"]!;

    /// <summary>Every object, where that is the point.</summary>
    public IReadOnlyList<string>? Objects => Texts("objects");

    /// <summary>What the notes say.</summary>
    public IReadOnlyList<string> Notes => Texts("notes") ?? [];

    /// <summary>Kinds with fields that the API server of the tests does not know yet.</summary>
    public IReadOnlyList<string> NewerThanTheServer => Texts("newerThanTheServer") ?? [];

    public IEnumerable<Expectation> Expectations => ((JsonArray?)_said["expect"] ?? []).Select(one => new Expectation((JsonObject)one!));

    private string Release => (string?)_said["release"] ?? "hybrid-groups";

    public async Task<IReadOnlyList<Manifest>> RenderAsync(CancellationToken cancellation, string? kubeVersion = null) => Manifests.Parse(
        await Manifests.RenderAsync(Release, cancellation, [.. Options, "--kube-version", kubeVersion ?? (string?)_said["kubeVersion"] ?? "v1.31.0"]));

    public Task<string> NotesAsync(CancellationToken cancellation) => Manifests.RenderAsync(Release, cancellation, [.. Options, "--notes"]);

    private string[] Options => ["--values", PathOf(name, "values.yaml")];

    private static string PathOf(string name, string file) => Repository.PathOf("tests", "charts", "cases", name, file);

    private IReadOnlyList<string>? Texts(string field) => _said[field] is JsonArray list ? [.. list.Select(one => (string)one!)] : null;
}
