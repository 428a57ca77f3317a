using HybridGroups.EndToEnd.Tests.Running;
using Ldap;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>The story: groups of the domain are synced; one is edited in the cloud; one with licences is deleted.</summary>
public sealed class Groups_of_active_directory_are_in_entra(SharedSurroundings surroundings)
{
    private const string Delete = "groupSync: {enabled: true, deletionPolicy: Delete, licences: Block}";

    [Fact]
    public async Task With_their_members_and_nested_groups_and_an_edit_in_the_cloud_is_taken_back()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var (anna, ben) = (await company.HireAsync("Sales"), await company.HireAsync("IT"));
        var (inner, _) = await company.AddGroupAsync("Inner", ben);
        var (outer, outerName) = await company.AddGroupAsync("Outer", anna);
        await company.ChangeAsync(outerName, LdapModification.Add("member", company.Groups.Child("CN", "Inner").ToString()));
        await company.ConnectAsync("groupSync: {enabled: true}");
        await using var hybridGroups = company.StartOperator();

        await Eventually.HoldsAsync(
            () =>
            {
                var synced = company.Synced(outer).ShouldNotBeNull("Outer is not in Entra");
                company.Entra.MembersOf(synced).ShouldBe([anna.CloudId, company.Synced(inner)!.Value], ignoreOrder: true);
                return Task.CompletedTask;
            },
            hybridGroups);
        var group = company.Synced(outer)!.Value;

        company.Entra.Update(group, ("displayName", "Renamed by somebody"));
        company.Entra.AddMember(group, ben.CloudId);
        await company.SyncAsync();
        await Eventually.HoldsAsync(
            () =>
            {
                company.Entra.Read(group, "displayName").ShouldBe("Outer");
                company.Entra.MembersOf(group).ShouldNotContain(ben.CloudId);
                return Task.CompletedTask;
            },
            hybridGroups);
    }

    [Fact]
    public async Task A_group_with_licences_is_not_deleted_until_they_are_taken_away()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var anna = await company.HireAsync("Sales");
        var (id, name) = await company.AddGroupAsync("Licensed", anna);
        await company.ConnectAsync(Delete);
        await using var hybridGroups = company.StartOperator();
        await Eventually.HoldsAsync(() => ShouldBeSynced(company, id), hybridGroups);
        var group = company.Synced(id)!.Value;
        company.Entra.AssignLicence(group, "05e9a617-0261-4cee-bb44-138d3ef5d965");

        await company.DeleteAsync(name);
        await company.SyncAsync();
        await Eventually.HoldsAsync(
            async () => (await company.Cluster.FieldAsync("scon/corp", ".status.objectErrors[?(@.class==\"LicensesAssigned\")].message", Company.Cancellation))
                .ShouldContain("(SPE_E3 05e9a617-0261-4cee-bb44-138d3ef5d965)"),
            hybridGroups);
        company.Entra.IsLive(group).ShouldBeTrue();

        await company.ConnectAsync(Delete.Replace("Block", "Remove", StringComparison.Ordinal));
        await company.SyncAsync();
        await Eventually.HoldsAsync(() => ShouldBeGone(company, group), hybridGroups);
    }

    private static Task ShouldBeSynced(Company company, Guid id)
    {
        company.Synced(id).ShouldNotBeNull();
        return Task.CompletedTask;
    }

    private static Task ShouldBeGone(Company company, Guid group)
    {
        company.Entra.IsLive(group).ShouldBeFalse();
        return Task.CompletedTask;
    }
}
