using HybridGroups.Entra.Tests.Surroundings;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Seeding;
using HybridGroups.Sync.Cloud.Memberships;

namespace HybridGroups.Entra.Tests.Memberships;

public sealed class A_plan_costs_the_fewest_requests_there_can_be(ITestOutputHelper output)
{
    [Fact]
    public async Task Ten_thousand_additions_over_two_hundred_groups_stay_within_five_percent_and_inside_the_quota()
    {
        await using var simulated = await SimulatedTenant.StartAsync(
            faults: FaultSettings.Demo with { EnforceQuota = true }, people: new TenantSeed { Users = 1000, Groups = 0, Memberships = 0 });
        var users = simulated.Tenant.Snapshot().Users.ToList();
        var changes = new List<MembershipChange>();
        for (var i = 0; i < 200; i++)
        {
            var target = new MembershipTarget(simulated.Tenant.AddGroup($"group {i}"));
            changes.AddRange(users.Skip(i).Take(50).Select(user => new MembershipChange.Add(target, user)));
        }

        var before = simulated.Clock.GetUtcNow();
        var outcomes = await simulated.Directory.ApplyMembershipsAsync(changes, TestContext.Current.CancellationToken);

        // Fifty members are three PATCHes, six hundred PATCHes are thirty batches.
        const int Fewest = 30;
        var sent = simulated.Tenant.Journal.Count(entry => entry.IsHttpRequest);
        var writes = simulated.Tenant.Journal.Sum(entry => entry.Writes);
        output.WriteLine($"{changes.Count} additions: {sent} requests, {writes} writes charged, {simulated.Clock.GetUtcNow() - before} of its own time");
        outcomes.ShouldAllBe(outcome => outcome is MembershipOutcome.Applied);
        ((double)sent).ShouldBeLessThanOrEqualTo(1.05 * Fewest);
        simulated.Tenant.Journal.ShouldNotContain(entry => entry.Status == 429);
        simulated.Tenant.Violations.ShouldBeEmpty();
    }
}
