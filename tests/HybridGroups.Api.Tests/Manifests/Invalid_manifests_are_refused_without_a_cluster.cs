using HybridGroups.Api.Validation;

namespace HybridGroups.Api.Tests.Manifests;

public sealed class Invalid_manifests_are_refused_without_a_cluster
{
    public static TheoryData<string> Files => [.. InvalidManifest.Names];

    [Fact]
    public void There_are_at_least_sixty() => InvalidManifest.Names.Count().ShouldBeGreaterThanOrEqualTo(60);

    [Theory]
    [MemberData(nameof(Files))]
    public void By_a_message_that_names_the_field_and_what_is_allowed(string file)
    {
        var invalid = InvalidManifest.Read(file);

        var problems = new ManifestCheck(RuleChecks.Language).Check(invalid.Manifest);

        problems.ShouldContain(
            problem => problem.Field.StartsWith(invalid.Field, StringComparison.Ordinal) && problem.ToString().Contains(invalid.Says ?? string.Empty, StringComparison.Ordinal),
            string.Join('\n', problems));
    }
}
