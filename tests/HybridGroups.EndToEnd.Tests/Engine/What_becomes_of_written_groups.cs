using HybridGroups.EndToEnd.Tests.Running;
using Ldap;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>Their sources are deleted, wait in the recycle bin, say no, or lose their policy: each cause has what the policy sets for it, and no other.</summary>
public sealed class What_becomes_of_written_groups(What_becomes_of_written_groups.World world) : IClassFixture<What_becomes_of_written_groups.World>
{
    private Company Company => world.Company;

    [Fact]
    public async Task By_default_they_stay_untouched_whatever_the_cause()
    {
        var anna = await Company.HireAsync("Sales");
        var (purged, binned, left) = (Company.AddCloudGroup("KEPT purged", members: anna.CloudId), Company.AddCloudGroup("KEPT binned", members: anna.CloudId), Company.AddCloudGroup("KEPT left", members: anna.CloudId));
        await WrittenAsync(purged, binned, left);
        Company.Entra.SoftDelete(purged);
        Company.Entra.Purge(purged);
        Company.Entra.SoftDelete(binned);
        Company.SetWriteback(left, isWritten: false);
        await world.LookAsync();
        await Company.Cluster.KubectlAsync(Company.Cancellation, "delete", "gwp/kept", "--timeout=30s");
        await world.LookAsync();
        foreach (var group in new[] { purged, binned, left })
        {
            var kept = (await Company.WrittenBackAsync(group)).ShouldNotBeNull();
            kept.Name.Parent.ShouldBe(World.ContainerOf(Company, "kept"));
            kept.Texts("member").ShouldBe([anna.Name.ToString()]);
        }
    }

    [Fact]
    public async Task Only_the_cause_that_is_set_to_delete_deletes()
    {
        var (purged, binned, left) = (Company.AddCloudGroup("LEAVES purged"), Company.AddCloudGroup("LEAVES binned"), Company.AddCloudGroup("LEAVES left"));
        await WrittenAsync(purged, binned, left);
        Company.Entra.SoftDelete(purged);
        Company.Entra.Purge(purged);
        Company.Entra.SoftDelete(binned);
        Company.SetWriteback(left, isWritten: false);
        await GoneAsync(left);
        (await Company.WrittenBackAsync(purged)).ShouldNotBeNull();
        (await Company.WrittenBackAsync(binned)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_cause_that_is_set_to_retain_stays_though_all_others_delete()
    {
        var (purged, binned, left) = (Company.AddCloudGroup("GOES purged"), Company.AddCloudGroup("GOES binned"), Company.AddCloudGroup("GOES left"));
        await WrittenAsync(purged, binned, left);
        Company.Entra.SoftDelete(purged);
        Company.Entra.Purge(purged);
        Company.Entra.SoftDelete(binned);
        Company.SetWriteback(left, isWritten: false);
        await GoneAsync(purged);
        await GoneAsync(left);
        (await Company.WrittenBackAsync(binned)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_group_in_the_recycle_bin_goes_where_that_is_asked_for()
    {
        var group = Company.AddCloudGroup("BINNED goes");
        await WrittenAsync(group);
        Company.Entra.SoftDelete(group);
        await GoneAsync(group);
    }

    [Fact]
    public async Task A_group_that_is_deleted_together_with_its_members_goes_in_one_run()
    {
        var anna = await Company.HireAsync("Sales");
        var inner = Company.AddCloudGroup("GOES inner");
        var outer = Company.AddCloudGroup("GOES outer", members: [anna.CloudId, inner]);
        await WrittenAsync(inner, outer);
        foreach (var one in new[] { outer, inner, anna.CloudId })
        {
            Company.Entra.SoftDelete(one);
            Company.Entra.Purge(one);
        }

        await Company.DeleteAsync(anna.Name);
        await GoneAsync(inner);
        await GoneAsync(outer);
        (await Company.Cluster.FieldAsync("gwp/goes", ".status.objectErrors", Company.Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Policies_that_share_a_container_do_not_retire_what_only_the_other_can_have_written()
    {
        var (sales, team) = (Company.AddCloudGroup("SHARED sales"), Company.AddCloudGroup("SHARED team", isMicrosoft365: true));
        await WrittenAsync(sales, team);
        Company.SetWriteback(team, isWritten: false);
        await world.LookAsync();
        (await Company.WrittenBackAsync(team)).ShouldNotBeNull("the policy of its type retains it");
        Company.SetWriteback(sales, isWritten: false);
        await GoneAsync(sales);
        (await Company.WrittenBackAsync(team)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Policies_that_share_a_container_leave_it_to_the_most_careful_when_nothing_tells_who_wrote_a_group()
    {
        var sales = Company.AddCloudGroup("SHARED for good");
        await WrittenAsync(sales);
        Company.Entra.SoftDelete(sales);
        Company.Entra.Purge(sales);
        await world.LookAsync();
        (await Company.WrittenBackAsync(sales)).ShouldNotBeNull();
    }

    private Task WrittenAsync(params Guid[] groups) => world.SoonAsync(async () =>
    {
        foreach (var group in groups) (await Company.WrittenBackAsync(group)).ShouldNotBeNull("it is not in Active Directory");
    });

    private Task GoneAsync(Guid group) => world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldBeNull("it is still there"));

    /// <summary>A policy and a container for each way to treat the causes, and one container for two policies.</summary>
    public sealed class World(SharedSurroundings surroundings) : CompanyWithOperator(surroundings)
    {
        internal static DistinguishedName ContainerOf(Company company, string policy) => company.Cloud.Child("OU", policy);

        private protected override async Task SetUpAsync(Company founded)
        {
            await founded.HireAsync("Nobody");
            await founded.ConnectAsync("safety: {maxDeletedGroups: 100, maxDeletedGroupsPercent: 100}", interval: "60s");
            foreach (var container in new[] { "kept", "leaves", "goes", "binned", "shared" })
            {
                await founded.AddAsync(ContainerOf(founded, container), LdapAttribute.Of("objectClass", "organizationalUnit"));
            }

            await ApplyAsync(founded, "kept", "KEPT", string.Empty);
            await ApplyAsync(founded, "leaves", "LEAVES", "deletionPolicyOverrides: {leftScope: Delete}");
            await ApplyAsync(founded, "goes", "GOES", "deletionPolicy: Delete\ndeletionPolicyOverrides: {softDeleted: Retain}");
            await ApplyAsync(founded, "binned", "BINNED", "deletionPolicyOverrides: {softDeleted: Delete}");
            await ApplyAsync(founded, "shared", "SHARED", "deletionPolicy: Delete");
            await ApplyAsync(founded, "shared-teams", "SHARED", "deletionPolicy: Retain", "Microsoft365", "shared");
        }

        private static Task ApplyAsync(Company founded, string name, string start, string more, string type = "Security", string? container = null) => founded.ApplyPolicyAsync(
            $"selection: {{types: [{type}], rule: 'group.displayName -startsWith \"{start}\"'}}\n{more}", name, ContainerOf(founded, container ?? name));
    }
}
