using HybridGroups.Entra.Tests.Surroundings;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.Sync.Cloud.Groups;

namespace HybridGroups.Entra.Tests.Groups;

public sealed class Creating_twice_makes_one_group
{
    [Fact]
    public async Task A_hundred_creations_whose_answers_are_lost_make_a_hundred_groups()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        for (var i = 0; i < 100; i++)
        {
            // A 504 for one half, a cut connection for the other.
            simulated.Tenant.Script(new ScriptedFault("PATCH", "/groups", i % 2 == 0 ? 504 : 0) { AfterCommit = true });
            await simulated.Directory.EnsureGroupAsync(new CloudGroupDraft($"key-{i}", $"Group {i}", $"group{i}"), TestContext.Current.CancellationToken);
        }

        simulated.Tenant.Snapshot().GroupMembers.Count.ShouldBe(100);
    }
}
