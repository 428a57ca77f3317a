namespace Ldap.Tests.Ber;

public sealed class FuzzedInput
{
    [Fact]
    public void Never_does_more_than_be_refused()
    {
        var seed = Environment.GetEnvironmentVariable("HYBRIDGROUPS_TEST_SEED") is { } given ? int.Parse(given) : Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        new FuzzRun(seed).Run(300_000, TestContext.Current.CancellationToken).ShouldBe(300_000, $"seed {seed}");
    }
}
