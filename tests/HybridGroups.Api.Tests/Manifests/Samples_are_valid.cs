using HybridGroups.Api.Validation;
using Kube.Client.Manifests;
using TestEnvironment;

namespace HybridGroups.Api.Tests.Manifests;

public sealed class Samples_are_valid
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Repository.PathOf("config", "samples"), "*.yaml").Select(file => Path.GetFileName(file)).Where(file => file is not "kustomization.yaml")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_of_them(string file)
    {
        foreach (var manifest in YamlManifests.Read(File.ReadAllText(Repository.PathOf("config", "samples", file))))
        {
            new ManifestCheck(RuleChecks.Language).Check(manifest).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Every_kind_has_one() =>
        Files.SelectMany(file => YamlManifests.Read(File.ReadAllText(Repository.PathOf("config", "samples", file.Data))))
            .Select(manifest => (string)manifest["kind"]!)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["DynamicGroupRule", "GroupWritebackPolicy", "SyncConnector"]);
}
