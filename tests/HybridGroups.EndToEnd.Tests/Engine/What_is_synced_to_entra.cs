using HybridGroups.EndToEnd.Tests.Running;
using HybridGroups.GraphSimulator.Faults;
using Ldap;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>Which groups of Active Directory are in Entra, which are left out, and how each that cannot be there is named with its cause and its remedy.</summary>
public sealed class What_is_synced_to_entra(What_is_synced_to_entra.World world) : IClassFixture<What_is_synced_to_entra.World>
{
    private Company Company => world.Company;

    [Fact]
    public async Task Security_groups_and_distribution_groups_with_a_mail_address_and_no_others()
    {
        var security = await AddAsync("Files", "-2147483640");
        var mailed = await AddAsync("Mailed list", "8", LdapAttribute.Of("mail", "list@corp.example.com"));
        var (list, writtenBack, coexistence) = (
            await AddAsync("Silent list", "8"),
            await AddAsync("Came from Entra", "-2147483640", LdapAttribute.Of("adminDescription", $"Group_{Guid.NewGuid():D}")),
            await AddAsync("Left out by name", "-2147483640", LdapAttribute.Of("adminDescription", "Group_of somebody else")));
        await world.SoonAsync(() => HoldsAsync(() =>
        {
            Company.Synced(security).ShouldNotBeNull();
            Company.Synced(mailed).ShouldNotBeNull();
        }));
        foreach (var group in new[] { list, writtenBack, coexistence }) Company.Synced(group).ShouldBeNull();
    }

    [Fact]
    public async Task Only_groups_of_the_containers_that_are_selected_and_one_that_enters_them_comes()
    {
        var outside = Company.Root.Child("CN", "Outside");
        await Company.AddAsync(outside, LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", $"outside-{Company.Cluster.Namespace[^8..]}"));
        var group = await Company.IdOfAsync(outside);
        var inside = await AddAsync("Inside", "-2147483640");
        await world.SoonAsync(() => HoldsAsync(() => Company.Synced(inside).ShouldNotBeNull()));
        Company.Synced(group).ShouldBeNull();
        await Company.MoveAsync(outside, Company.Groups);
        await world.SoonAsync(() => HoldsAsync(() => Company.Synced(group).ShouldNotBeNull()));
    }

    [Fact]
    public async Task A_group_is_found_again_by_its_anchor_when_it_is_renamed_and_moved()
    {
        var group = await AddAsync("Before", "-2147483640");
        await world.SoonAsync(() => HoldsAsync(() => Company.Synced(group).ShouldNotBeNull()));
        var cloud = Company.Synced(group)!.Value;
        await Company.RenameAsync(Company.Groups.Child("CN", "Before"), "After");
        await Company.ChangeAsync(Company.Groups.Child("CN", "After"), LdapModification.Replace("displayName", "After"));
        await world.SoonAsync(() => HoldsAsync(() => Company.Entra.Read(cloud, "displayName").ShouldBe("After")));
        Company.Synced(group).ShouldBe(cloud);
    }

    [Fact]
    public async Task A_group_with_more_members_than_the_maximum_stays_out_and_is_named()
    {
        var people = new List<Person>();
        for (var number = 0; number < World.MaximumMembers + 1; number++) people.Add(await Company.HireAsync("Crowd"));
        var (large, _) = await Company.AddGroupAsync("Large", [.. people]);
        await ErrorAsync("MaximumMembersExceeded", "CN=Large", "raise the maximum");
        Company.Synced(large).ShouldBeNull();
    }

    [Fact]
    public async Task Two_groups_with_one_anchor_stay_out_and_are_named()
    {
        var anchor = LdapAttribute.OfBytes("ms-DS-ConsistencyGuid", Guid.NewGuid().ToByteArray());
        var (one, two) = (await AddAsync("Anchored", "-2147483640", anchor), await AddAsync("Anchored too", "-2147483640", anchor));
        await ErrorAsync("DuplicateAnchor", "CN=Anchored", "clear ms-DS-ConsistencyGuid");
        Company.Synced(one).ShouldBeNull();
        Company.Synced(two).ShouldBeNull();
    }

    [Fact]
    public async Task A_group_whose_anchor_is_changed_afterwards_is_not_made_twice_and_is_named()
    {
        var group = await AddAsync("Steady", "-2147483640");
        await world.SoonAsync(() => HoldsAsync(() => Company.Synced(group).ShouldNotBeNull()));
        var cloud = Company.Synced(group)!.Value;
        await Company.ChangeAsync(Company.Groups.Child("CN", "Steady"), new LdapModification(LdapModificationKind.Replace, LdapAttribute.OfBytes("ms-DS-ConsistencyGuid", Guid.NewGuid().ToByteArray())));
        await ErrorAsync("SourceAnchorChanged", "CN=Steady", "Clear ms-DS-ConsistencyGuid");
        Company.Entra.IsLive(cloud).ShouldBeTrue();
        Company.Entra.Snapshot().GroupMembers.Keys.Count(id => Equals(Company.Entra.Read(id, "displayName"), "Steady")).ShouldBe(1);
    }

    [Fact]
    public async Task A_group_that_another_product_syncs_is_left_to_it_and_named()
    {
        // Outside of the selection first, so that the other product has it before.
        var aside = Company.Root.Child("CN", "Connected");
        await Company.AddAsync(aside, LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", $"connected-{Company.Cluster.Namespace[^8..]}"));
        var group = await Company.IdOfAsync(aside);
        var theirs = Company.Entra.AddSyncedGroup("Connected");
        Company.Entra.Update(theirs, ("onPremisesSecurityIdentifier", SidText.Of((await Company.FindAsync(LdapFilter.Is("cn", "Connected"))).Single().Bytes("objectSid")!.Value.Span)));
        await world.LookAsync();
        await Company.MoveAsync(aside, Company.Groups);
        await ErrorAsync("SourceOfAuthorityOnPremises", "CN=Connected", "exclude it here");
        Company.Synced(group).ShouldBeNull();
    }

    [Fact]
    public async Task Two_people_with_one_key_are_named_and_nobody_is_removed_because_of_it()
    {
        var (anna, ben) = (await Company.HireAsync("Sales"), await Company.HireAsync("Sales"));
        var (group, _) = await Company.AddGroupAsync("Doubtful", anna, ben);
        await world.SoonAsync(() => HoldsAsync(() => Company.Entra.MembersOf(Company.Synced(group).ShouldNotBeNull()).ShouldBe([anna.CloudId, ben.CloudId], ignoreOrder: true)));
        var cloud = Company.Synced(group)!.Value;

        Company.Entra.Update(ben.CloudId, ("onPremisesImmutableId", Company.Entra.Read(anna.CloudId, "onPremisesImmutableId")));
        await ErrorAsync("AmbiguousMatch", anna.Account, "spec.matching");
        await world.LookAsync();
        Company.Entra.MembersOf(cloud).ShouldContain(anna.CloudId);

        Company.Entra.Update(ben.CloudId, ("onPremisesImmutableId", Convert.ToBase64String(ben.OnPremisesId.ToByteArray())));
        await world.SoonAsync(async () => (await Company.ErrorAsync("scon/corp", "AmbiguousMatch")).ShouldBeEmpty());
    }

    [Fact]
    public async Task A_right_that_the_application_lacks_is_named_with_the_permission_and_the_others_are_served()
    {
        // For several rounds, so that it is seen before it is over.
        Company.Entra.Script(new ScriptedFault("PATCH", "uniqueName", 403) { Times = 10 });
        var (one, two) = (await AddAsync("First of two", "-2147483640"), await AddAsync("Second of two", "-2147483640"));
        await ErrorAsync("PermissionMissing", "of two", "Grant the application");
        await Eventually.HoldsAsync(
            async () =>
            {
                await Company.SyncAsync();
                Company.Synced(one).ShouldNotBeNull();
                Company.Synced(two).ShouldNotBeNull();
            },
            world.Operator);
    }

    private async Task<Guid> AddAsync(string name, string groupType, params LdapAttribute[] further)
    {
        var entry = Company.Groups.Child("CN", name);
        await Company.AddAsync(
            entry,
            [
                LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", $"{name}-{Company.Cluster.Namespace[^8..]}"),
                LdapAttribute.Of("displayName", name), LdapAttribute.Of("groupType", groupType), .. further,
            ]);
        return await Company.IdOfAsync(entry);
    }

    private Task ErrorAsync(string problemClass, string item, string remedy) => world.SoonAsync(async () =>
    {
        var error = await Company.ErrorAsync("scon/corp", problemClass);
        error.ShouldContain(item);
        error.ShouldContain(remedy);
        (await Company.Cluster.FieldAsync("scon/corp", $".status.objectErrorCounts.{problemClass}", Company.Cancellation)).ShouldNotBeEmpty();
    });

    private static Task HoldsAsync(Action assertion)
    {
        assertion();
        return Task.CompletedTask;
    }

    /// <summary>A connector that brings groups to Entra.</summary>
    public sealed class World(SharedSurroundings surroundings) : CompanyWithOperator(surroundings)
    {
        public const int MaximumMembers = 4;

        private protected override async Task SetUpAsync(Company founded)
        {
            await founded.HireAsync("Nobody");
            await founded.ConnectAsync(
                $"groupSync: {{enabled: true, deletionPolicy: Delete, selector: {{organizationalUnits: [\"{founded.Groups}\"]}}, entraGroups: {{maximumMembers: 4}}}}\n"
                + "matching: {users: [ImmutableId]}\nsafety: {maxDeletedGroups: 100, maxDeletedGroupsPercent: 100, maxRemovedMembersPercent: 100}",
                interval: "60s");
        }
    }
}
