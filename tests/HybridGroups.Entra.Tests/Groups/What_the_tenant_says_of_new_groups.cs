using HybridGroups.Entra.Tests.Surroundings;

namespace HybridGroups.Entra.Tests.Groups;

public sealed class What_the_tenant_says_of_new_groups
{
    [Theory]
    [InlineData(null, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Where_nobody_changed_the_setting_they_are_written_back(bool? setting, bool expected)
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        simulated.Tenant.NewGroupsAreWrittenBack = setting;
        (await simulated.Directory.ReadWritebackDefaultAsync(TestContext.Current.CancellationToken)).IsEnabled.ShouldBe(expected);
    }
}
