using TestEnvironment;

namespace HybridGroups.GraphSimulator.Tests.Samples;

public sealed class Every_sample_is_looked_at
{
    // What the simulator has no counterpart of, and why.
    private static readonly Dictionary<string, string> Excused = new(StringComparer.Ordinal)
    {
        ["token-managed-identity-imds"] = "the host's own token endpoint, not Graph's",
        ["notification-eventhub-validation"] = "sent to event hubs only",
        ["group-settings-create"] = "settings are read and never written by an operator of groups",
        ["evaluate-dynamic-membership-by-rule"] = "delegated permissions only, as the one by group, which is refused here",
    };

    [Fact]
    public void By_a_test_or_is_excused_with_the_reason()
    {
        Assert.SkipUnless(SharedSamples.AreHere, SharedSamples.WhyNot);

        var tests = string.Concat(Directory.EnumerateFiles(Repository.PathOf("tests", "HybridGroups.GraphSimulator.Tests", "Samples"), "*_samples.cs").Select(File.ReadAllText));
        SharedSamples.Names.Where(name => !Excused.ContainsKey(name) && !tests.Contains($"\"{name}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
