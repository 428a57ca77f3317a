using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Engine;

public sealed class Replicas_share_connectors(SharedSurroundings surroundings)
{
    [Fact]
    public async Task One_of_two_works_on_a_connector_and_when_it_is_killed_the_other_goes_on()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var first = company.Entra.AddGroup("First");
        await company.ConnectAsync();
        await company.ApplyPolicyAsync("selection: {types: [Security], honourWritebackConfiguration: false}");
        string[] shared = ["--leader-election", "--own-namespace", company.Cluster.Namespace];
        await using var one = company.StartOperator(shared);
        await using var other = company.StartOperator(shared);
        await Eventually.HoldsAsync(async () => (await company.WrittenBackAsync(first)).ShouldNotBeNull(), one, TimeSpan.FromSeconds(90));
        var (working, standing) = one.Log.Contains("runs: DC=corp", StringComparison.Ordinal) ? (one, other) : (other, one);
        standing.Log.ShouldNotContain("runs: DC=corp");

        working.Kill();
        var second = company.Entra.AddGroup("Second");
        await Eventually.HoldsAsync(async () => (await company.WrittenBackAsync(second)).ShouldNotBeNull(), standing, TimeSpan.FromSeconds(90));

        standing.Log.ShouldContain("runs: DC=corp");
        (await company.WrittenBackAsync(first)).ShouldNotBeNull();
    }
}
