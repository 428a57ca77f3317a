using HybridGroups.EndToEnd.Tests.Running;
using Ldap;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>Only when somebody says so, by its id or because it was synced once; never by its name.</summary>
public sealed class An_existing_group_of_Entra_is_adopted(An_existing_group_of_Entra_is_adopted.World world) : IClassFixture<An_existing_group_of_Entra_is_adopted.World>
{
    private Company Company => world.Company;

    [Fact]
    public async Task Whom_it_would_lose_is_shown_first_and_once_that_is_approved_it_follows_its_source()
    {
        var (anna, bert, carl) = (await Company.HireAsync("Sales"), await Company.HireAsync("Sales"), await Company.HireAsync("Sales"));
        var present = Company.AddCloudGroup("Files of all", isWritten: null, members: [anna.CloudId, bert.CloudId]);
        var entry = await AdoptAsync("APP-Files", present, anna, carl);
        var source = await Company.IdOfAsync(entry);

        // Who is to come comes at once; who is to go waits.
        await world.HasMembersAsync(present, anna, bert, carl);
        await world.SoonAsync(async () =>
        {
            var held = await Company.Cluster.ConditionAsync("scon/corp", "PlanHeld", Company.Cancellation);
            held.ShouldContain("APP-Files was not filled by");
            held.ShouldContain(bert.Account);
        });
        (await Company.Cluster.FieldAsync("scon/corp", ".status.adopted", Company.Cancellation)).ShouldNotContain(present.ToString("D"));
        await world.ApproveAsync();
        await world.HasMembersAsync(present, anna, carl);
        await world.SoonAsync(async () => (await Company.Cluster.FieldAsync("scon/corp", ".status.adopted", Company.Cancellation)).ShouldContain(present.ToString("D")));
        Company.Entra.Read(present, "displayName").ShouldBe("APP-Files");
        Company.Synced(source).ShouldBeNull("no second group is made");

        await Company.ChangeAsync(entry, LdapModification.Delete("member", anna.Name.ToString()));
        await world.HasMembersAsync(present, carl);
    }

    [Fact]
    public async Task When_its_source_is_deleted_it_stays_though_others_are_deleted()
    {
        var anna = await Company.HireAsync("Sales");
        var present = Company.AddCloudGroup("Kept", isWritten: null);
        var entry = await AdoptAsync("APP-Kept", present, anna);
        await world.HasMembersAsync(present, anna);
        var (other, otherEntry) = await Company.AddGroupAsync("APP-Made", anna);
        await world.SoonAsync(() =>
        {
            Company.Synced(other).ShouldNotBeNull();
            return Task.CompletedTask;
        });

        await Company.DeleteAsync(entry);
        await Company.DeleteAsync(otherEntry);
        await world.SoonAsync(() =>
        {
            Company.Synced(other).ShouldBeNull("deletionPolicy is Delete");
            return Task.CompletedTask;
        });
        Company.Entra.IsLive(present).ShouldBeTrue();
        Company.Entra.MembersOf(present).ShouldBe([anna.CloudId]);
    }

    [Fact]
    public async Task Groups_that_another_product_synced_once_are_known_by_their_SID_when_that_is_asked()
    {
        var anna = await Company.HireAsync("Sales");
        var aside = await AddAsideAsync("APP-Former", anna);
        var sid = (await Company.FindAsync(LdapFilter.Is("cn", "APP-Former"))).Single().Bytes("objectSid")!.Value;
        var former = Company.AddCloudGroup("Another name", isWritten: null);
        Company.Entra.Update(former, ("onPremisesSecurityIdentifier", SidText.Of(sid.Span)));
        await world.LookAsync();
        await Company.MoveAsync(aside, Company.Groups);
        await world.SoonAsync(async () => (await Company.ErrorAsync("scon/corp", "SourceOfAuthorityInCloud")).ShouldContain("spec.groupSync.adopt.formerlySynced"));
        Company.Entra.MembersOf(former).ShouldBeEmpty();

        await PatchAsync("""{"formerlySynced": true}""");
        await world.HasMembersAsync(former, anna);
        Company.Entra.Read(former, "displayName").ShouldBe("APP-Former");
    }

    [Fact]
    public async Task One_that_is_not_there_is_named_and_no_other_is_made_in_its_place()
    {
        await AdoptAsync("APP-Slip", Guid.NewGuid());
        await world.SoonAsync(async () =>
        {
            var error = await Company.ErrorAsync("scon/corp", "AdoptionNotPossible");
            error.ShouldContain("CN=APP-Slip");
            error.ShouldContain("there is no group with this id in Entra");
            error.ShouldContain("Correct entraGroup");
        });
    }

    // It comes into the selection only when it is said whose group it adopts: before that it would get one of its own.
    private async Task<DistinguishedName> AdoptAsync(string name, Guid cloud, params Person[] members)
    {
        var aside = await AddAsideAsync(name, members);
        await PatchAsync($$"""{"groups": [{"activeDirectoryGroup": "{{await Company.IdOfAsync(aside)}}", "entraGroup": "{{cloud}}"}]}""");
        await world.LookAsync();
        await Company.MoveAsync(aside, Company.Groups);
        return Company.Groups.Child("CN", name);
    }

    private async Task<DistinguishedName> AddAsideAsync(string name, params Person[] members)
    {
        var aside = Company.Root.Child("CN", name);
        await Company.AddAsync(
            aside,
            [
                LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", $"{name}-{Company.Cluster.Namespace[^8..]}"),
                .. members.Length == 0 ? [] : new[] { LdapAttribute.Of("member", [.. members.Select(member => member.Name.ToString())]) },
            ]);
        return aside;
    }

    private Task<string> PatchAsync(string adopt) => Company.Cluster.KubectlAsync(
        Company.Cancellation, "patch", "scon/corp", "--type", "merge", "-p", $"{{\"spec\": {{\"groupSync\": {{\"adopt\": {adopt}}}}}}}");

    /// <summary>A connector that brings groups to Entra, and deletes what it made.</summary>
    public sealed class World(SharedSurroundings surroundings) : CompanyWithOperator(surroundings)
    {
        private protected override async Task SetUpAsync(Company founded)
        {
            await founded.HireAsync("Nobody");
            await founded.ConnectAsync(
                $"groupSync: {{enabled: true, deletionPolicy: Delete, selector: {{organizationalUnits: [\"{founded.Groups}\"]}}}}\n"
                + "safety: {maxDeletedGroups: 100, maxDeletedGroupsPercent: 100, maxRemovedMembersPercent: 100}",
                interval: "60s");
        }
    }
}
