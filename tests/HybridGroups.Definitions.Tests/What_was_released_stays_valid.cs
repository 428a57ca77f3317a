using System.Text.Json.Nodes;
using Kube.Client.Schema;
using TestEnvironment;

namespace HybridGroups.Definitions.Tests;

public sealed class What_was_released_stays_valid
{
    private static readonly string[] Folder = ["tests", "HybridGroups.Definitions.Tests", "Released"];

    public static TheoryData<string> Releases => [.. Directory.EnumerateDirectories(Repository.PathOf(Folder)).Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Releases))]
    public void In_every_field(string release)
    {
        var today = Manifest.In("crds").SelectMany(file => file.Documents).ToDictionary(Name, StringComparer.Ordinal);

        var breaks = Manifest.In([.. Folder, release]).SelectMany(file => file.Documents).SelectMany(released =>
            today.TryGetValue(Name(released), out var now) ? SchemaCompatibility.Breaks(released, now) : [$"{Name(released)} is gone."]);

        breaks.ShouldBeEmpty($"Against what {release} accepted:");
    }

    private static string Name(JsonObject definition) => (string)definition["metadata"]!["name"]!;
}
