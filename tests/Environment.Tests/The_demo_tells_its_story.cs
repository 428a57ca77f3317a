using TestEnvironment;

namespace Environment.Tests;

/// <summary><c>make demo</c>, as in a pipe: without colour, and ending by itself.</summary>
public sealed class The_demo_tells_its_story
{
    [Fact]
    public async Task From_a_plan_without_a_cluster_to_a_confirmed_deletion()
    {
        var demo = await Script.TryRunAsync(
            Repository.PathOf("tests", "environment", "demo"), ["--once"], TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

        demo.ExitCode.ShouldBe(0, demo.Errors + demo.Output);
        demo.Output.ShouldContain("Every step was passed.");
        demo.Output.ShouldContain("6 done, 0 failed, 0 held");
        demo.Output.ShouldContain("8 additions of members wait for an approval");
        demo.Output.ShouldContain("Nothing is deleted until their number is confirmed");
        demo.Output.ShouldContain("Done in ");
        demo.Output.ShouldNotContain("\u001b");
    }
}
