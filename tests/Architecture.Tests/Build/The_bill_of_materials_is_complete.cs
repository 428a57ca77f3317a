using System.Text.Json.Nodes;
using TestEnvironment;

namespace Architecture.Tests.Build;

public sealed class The_bill_of_materials_is_complete
{
    // They only build.
    private static readonly string[] Builders = ["Meziantou.Analyzer", "Microsoft.CodeAnalysis.BannedApiAnalyzers"];

    [Fact]
    public async Task It_names_every_package_of_the_lock_file_with_version_and_hash()
    {
        var output = await Script.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "hybrid-groups.dll"), "sbom"], TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        var bill = JsonNode.Parse(output)!;
        var locked = JsonNode.Parse(await File.ReadAllTextAsync(Repository.PathOf("src", "HybridGroups", "packages.lock.json"), TestContext.Current.CancellationToken))!;

        ((string)bill["bomFormat"]!).ShouldBe("CycloneDX");
        ((string)bill["metadata"]!["component"]!["purl"]!).ShouldStartWith("pkg:nuget/hybrid-groups@");
        bill["components"]!.AsArray().Select(component => $"{component!["purl"]} {component["hashes"]![0]!["content"]}").ShouldBe(
            locked["dependencies"]!["net10.0"]!.AsObject()
                .Where(package => package.Value!["contentHash"] is not null && !Builders.Contains(package.Key, StringComparer.Ordinal))
                .Select(package => $"pkg:nuget/{package.Key}@{package.Value!["resolved"]} {Convert.ToHexStringLower(Convert.FromBase64String((string)package.Value["contentHash"]!))}"),
            ignoreOrder: true);
    }

    [Fact]
    public async Task It_tells_what_each_package_needs()
    {
        var output = await Script.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "hybrid-groups.dll"), "sbom"], TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        var dependencies = JsonNode.Parse(output)!["dependencies"]!.AsArray();

        string[] NeedsOf(string prefix) => [.. dependencies.Single(one => ((string)one!["ref"]!).StartsWith(prefix, StringComparison.Ordinal))!["dependsOn"]!.AsArray().Select(one => ((string)one!).Split('@')[0])];

        NeedsOf("pkg:nuget/hybrid-groups@").ShouldContain("pkg:nuget/Azure.Identity");
        NeedsOf("pkg:nuget/hybrid-groups@").ShouldContain("pkg:nuget/YamlDotNet");
        NeedsOf("pkg:nuget/Azure.Identity@").ShouldContain("pkg:nuget/Azure.Core");
    }
}
