using HybridGroups.Entra.Tests.Surroundings;
using HybridGroups.GraphSimulator.Seeding;

namespace HybridGroups.Entra.Tests.Rounds;

public sealed class A_full_round_tells_everything_there_is
{
    [Fact]
    public async Task Users_devices_groups_and_their_members_are_known_after_one_round_of_each()
    {
        await using var simulated = await SimulatedTenant.StartAsync(people: new TenantSeed { Users = 250, Groups = 40, Devices = 12, Memberships = 900, LargestGroup = 200 });

        var mirror = await simulated.ReadAsync();

        mirror.ShouldMatch(simulated.Tenant.Snapshot());
        simulated.Tenant.Violations.ShouldBeEmpty();
    }
}
