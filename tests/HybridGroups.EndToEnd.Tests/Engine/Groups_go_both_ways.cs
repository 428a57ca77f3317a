using HybridGroups.EndToEnd.Tests.Running;
using Ldap;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>Both directions are switched on: nothing goes round in a circle, and what is nested crosses over as what it is on the other side.</summary>
public sealed class Groups_go_both_ways(Groups_go_both_ways.World world) : IClassFixture<Groups_go_both_ways.World>
{
    private Company Company => world.Company;

    [Fact]
    public async Task What_came_from_active_directory_never_flows_back_even_when_it_is_included()
    {
        var (files, _) = await Company.AddGroupAsync("Files");
        var ours = await SyncedAsync(files);
        var theirs = Company.Entra.AddSyncedGroup("Synced by another product");
        var control = Company.AddCloudGroup("Made in the cloud", isWritten: false);
        await Company.ApplyPolicyAsync(
            $"selection: {{types: [Microsoft365], rule: 'group.displayName -eq \"nothing\"', include: [\"{ours:D}\", \"{theirs:D}\", \"{control:D}\"]}}", "included");
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(control)).ShouldNotBeNull());
        await world.LookAsync(); // one group is written after the other
        (await Company.WrittenBackAsync(ours)).ShouldBeNull();
        (await Company.WrittenBackAsync(theirs)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_written_back_never_flows_up_again_even_when_it_lies_among_the_groups_that_do()
    {
        var group = Company.AddCloudGroup("Written among the synced");
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldNotBeNull());
        var id = await Company.IdOfAsync((await Company.WrittenBackAsync(group))!.Name);
        var (other, _) = await Company.AddGroupAsync("Synced beside it");
        await SyncedAsync(other);
        Company.Synced(id).ShouldBeNull();
        Company.Entra.Snapshot().GroupMembers.Keys.Count(one => Equals(Company.Entra.Read(one, "displayName"), "Written among the synced")).ShouldBe(1);
    }

    [Fact]
    public async Task A_nested_group_that_came_from_active_directory_is_a_member_as_what_it_is_there()
    {
        var (files, name) = await Company.AddGroupAsync("Nested files");
        var outer = Company.AddCloudGroup("Holds synced files", members: await SyncedAsync(files));
        await MembersAsync(outer, name);
    }

    [Fact]
    public async Task A_written_group_that_is_nested_in_a_synced_one_goes_up_as_its_source()
    {
        var inner = Company.AddCloudGroup("Inner of the cloud");
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(inner)).ShouldNotBeNull());
        var (outer, name) = await Company.AddGroupAsync("Outer of the domain");
        await Company.ChangeAsync(name, LdapModification.Add("member", (await Company.WrittenBackAsync(inner))!.Name.ToString()));
        var synced = await SyncedAsync(outer);
        await HoldsAsync(() => Company.Entra.MembersOf(synced).ShouldBe([inner]));
    }

    [Fact]
    public async Task Of_a_group_with_members_of_both_kinds_those_with_an_account_are_written()
    {
        var anna = await Company.HireAsync("Sales");
        var (files, name) = await Company.AddGroupAsync("Mixed files");
        var unwritten = Company.AddCloudGroup("Mixed and unwritten", isWritten: false);
        var outer = Company.AddCloudGroup("Mixed", members: [anna.CloudId, Company.Entra.AddUser("mixed-stranger"), await SyncedAsync(files), unwritten]);
        await MembersAsync(outer, anna.Name, name);
    }

    [Fact]
    public async Task A_group_that_was_handed_over_to_the_cloud_does_not_flow_there_any_more_and_is_named()
    {
        // Outside of the selection first, so that it is handed over before it is met.
        var aside = Company.Root.Child("CN", "Handed over");
        await Company.AddAsync(aside, LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", $"handed-{Company.Cluster.Namespace}"));
        var group = await Company.IdOfAsync(aside);
        var sid = SidText.Of((await Company.FindAsync(LdapFilter.Is("cn", "Handed over"))).Single().Bytes("objectSid")!.Value.Span);
        var cloud = Company.Entra.AddGroup("Handed over", ("onPremisesSecurityIdentifier", sid), ("description", "kept in the cloud now"));
        await world.LookAsync();
        await Company.MoveAsync(aside, Company.Groups);
        await world.SoonAsync(async () =>
        {
            var error = await Company.ErrorAsync("scon/corp", "SourceOfAuthorityInCloud");
            error.ShouldContain("CN=Handed over");
            error.ShouldContain("Exclude it here, hand its source of authority back");
        });
        Company.Synced(group).ShouldBeNull();
        Company.Entra.Read(cloud, "description").ShouldBe("kept in the cloud now");
        await Company.DeleteAsync(Company.Groups.Child("CN", "Handed over"));
    }

    [Fact]
    public async Task As_microsoft_365_groups_they_hold_the_people_of_nested_groups_and_nobody_else()
    {
        var (anna, ben) = (await Company.HireAsync("Sales"), await Company.HireAsync("Sales"));
        var teams = World.TeamsOf(Company);
        var inner = await AddAsync(teams.Child("CN", "Inner team"), ben.Name);
        var computer = teams.Child("CN", "PC-2");
        await Company.AddAsync(
            computer, LdapAttribute.Of("objectClass", "computer"), LdapAttribute.Of("sAMAccountName", $"PC2{Company.Cluster.Namespace[^8..]}$"), LdapAttribute.Of("userAccountControl", "4128"));
        Company.Entra.Add(GraphSimulator.Schema.ObjectKind.Device, ("displayName", "PC-2"), ("deviceId", (await Company.IdOfAsync(computer)).ToString("D")));
        var outer = await AddAsync(teams.Child("CN", "Outer team"), anna.Name, teams.Child("CN", "Inner team"), computer);
        var synced = await SyncedAsync(outer);
        await HoldsAsync(() => Company.Entra.MembersOf(synced).ShouldBe([anna.CloudId, ben.CloudId], ignoreOrder: true));
        ((string[])Company.Entra.Read(synced, "groupTypes")!).ShouldBe(["Unified"]);
        Company.Synced(inner).ShouldNotBeNull();
    }

    [Fact]
    public async Task They_are_called_by_the_template_of_the_connector()
    {
        var synced = await SyncedAsync(await AddAsync(World.TeamsOf(Company).Child("CN", "Marketing"), (await Company.HireAsync("Sales")).Name));
        Company.Entra.Read(synced, "displayName").ShouldBe("Marketing of corp.example.com");
    }

    private async Task<Guid> AddAsync(DistinguishedName name, params DistinguishedName[] members)
    {
        await Company.AddAsync(
            name, LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", $"{name.Rdn.Value}-{Company.Cluster.Namespace[^8..]}"), LdapAttribute.Of("groupType", "-2147483640"),
            LdapAttribute.Of("member", [.. members.Select(member => member.ToString())]));
        return await Company.IdOfAsync(name);
    }

    private async Task<Guid> SyncedAsync(Guid group)
    {
        await HoldsAsync(() => Company.Synced(group).ShouldNotBeNull("it is not in Entra"));
        return Company.Synced(group)!.Value;
    }

    private Task MembersAsync(Guid group, params DistinguishedName[] members) => world.SoonAsync(async () =>
        (await Company.WrittenBackAsync(group)).ShouldNotBeNull().Texts("member").ShouldBe(members.Select(member => member.ToString()), ignoreOrder: true));

    private Task HoldsAsync(Action assertion) => world.SoonAsync(() =>
    {
        assertion();
        return Task.CompletedTask;
    });

    /// <summary>One connector for security groups of both directions, whose containers overlap, and one for Microsoft 365 groups.</summary>
    public sealed class World(SharedSurroundings surroundings) : CompanyWithOperator(surroundings)
    {
        internal static DistinguishedName TeamsOf(Company company) => company.Root.Child("OU", "Teams");

        private protected override async Task SetUpAsync(Company founded)
        {
            await founded.HireAsync("Nobody");
            await founded.AddAsync(TeamsOf(founded), LdapAttribute.Of("objectClass", "organizationalUnit"));
            await founded.ConnectAsync($"groupSync: {{enabled: true, selector: {{organizationalUnits: [\"{founded.Groups}\", \"{founded.Cloud}\"]}}}}");
            await founded.ConnectAsync(
                $"groupSync: {{enabled: true, selector: {{organizationalUnits: [\"{TeamsOf(founded)}\"]}}, entraGroups: {{type: Microsoft365, nested: Flatten, nameTemplate: \"{{cn}} of {{domain}}\"}}}}", name: "teams");
            await founded.ApplyPolicyAsync("selection: {types: [Security]}", "cloud");
        }
    }
}
