using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning.GroupSync;

public sealed class Who_is_a_member_in_Entra
{
    private readonly TestDirectories directories = new();
    private readonly Person anna;
    private readonly Person bert;

    public Who_is_a_member_in_Entra()
    {
        anna = directories.Person("anna");
        bert = directories.Person("bert");
    }

    [Fact]
    public void The_people_of_the_group_as_they_are_in_Entra()
    {
        var files = directories.Domain.PutGroup("APP-Files", [anna.OnPremises, directories.Domain.PutPerson("olaf")]);
        Members(files, Wish.GroupSync()).ShouldBe([anna.Cloud]);
        directories.Plan(Wish.GroupSync()).OutcomeOf(Wish.GroupSync().Ref)!.Unmatched.ShouldBe(1);
    }

    [Fact]
    public void Who_is_in_a_group_only_because_it_is_his_primary_one_is_no_member()
    {
        var files = directories.Domain.PutGroup("APP-Files", [anna.OnPremises]);
        directories.Domain.Change(bert.OnPremises, item => item with { PrimaryGroupSid = SimulatedActiveDirectory.SidOf(files) });
        Members(files, Wish.GroupSync()).ShouldBe([anna.Cloud]);
    }

    [Fact]
    public void Who_leaves_the_group_is_removed_and_who_joins_is_added_first()
    {
        var files = directories.Domain.PutGroup("APP-Files", [anna.OnPremises]);
        Members(files, Wish.GroupSync());
        directories.Domain.RemoveMembers(files, [anna.OnPremises]);
        directories.Domain.AddMembers(files, [bert.OnPremises]);
        var plan = directories.Plan(Wish.GroupSync());
        plan.Changes.Select(change => change.Kind).ShouldBe(["AddMembers", "RemoveMembers"]);
        plan.Only<PlannedChange.RemoveMembers>().Source.ShouldBe(files);
    }

    [Fact]
    public void A_nested_group_that_is_synced_too_is_a_member_as_a_group()
    {
        var inner = directories.Domain.PutGroup("Inner", [bert.OnPremises]);
        var outer = directories.Domain.PutGroup("Outer", [inner, anna.OnPremises]);
        directories.Apply(directories.Plan(Wish.GroupSync()).Changes).Failed.ShouldBeEmpty();
        directories.Plan(Wish.GroupSync()).Changes.ShouldBeEmpty();
        directories.Tenant.MembersOf(Made(outer)).ShouldBe([anna.Cloud, Made(inner)], ignoreOrder: true);
    }

    [Fact]
    public void A_nested_group_that_is_not_synced_is_left_out_and_counted()
    {
        var inner = directories.Domain.PutGroup("Inner", [bert.OnPremises]);
        var outer = directories.Domain.PutGroup("Outer", [inner, anna.OnPremises]);
        var intent = Wish.GroupSync() with { Exclude = new HashSet<Guid> { inner } };
        Members(outer, intent).ShouldBe([anna.Cloud]);
        directories.Plan(intent).OutcomeOf(intent.Ref)!.Unmatched.ShouldBe(1);
    }

    [Fact]
    public void A_written_back_group_nested_in_a_synced_group_goes_up_as_its_source()
    {
        var team = directories.Tenant.PutGroup("Team", [bert.Cloud]);
        directories.Settle(Wish.Writeback());
        var outer = directories.Domain.PutGroup("Outer", [directories.Domain.WrittenBackFrom(team)]);
        directories.Settle(Wish.Writeback(), Wish.GroupSync());
        directories.Tenant.MembersOf(Made(outer)).ShouldBe([team]);
    }

    [Fact]
    public void Flattened_the_people_of_nested_groups_are_members()
    {
        var inner = directories.Domain.PutGroup("Inner", [bert.OnPremises]);
        var outer = directories.Domain.PutGroup("Outer", [inner, anna.OnPremises]);
        directories.Domain.AddMembers(inner, [outer]);
        Members(outer, Wish.GroupSync() with { Nested = NestedHandling.Flatten }).ShouldBe([anna.Cloud, bert.Cloud], ignoreOrder: true);
    }

    [Fact]
    public void A_Microsoft_365_group_holds_people_only()
    {
        var inner = directories.Domain.PutGroup("Inner", [bert.OnPremises]);
        var pc = Identity.Of("pc");
        directories.Domain.Put(new OnPremisesObject(pc, OnPremisesObjectKind.Device, $"CN=pc,{SimulatedActiveDirectory.People}"));
        directories.Tenant.Put(Cloud.Changes.CloudObjectKind.Device, Identity.Of("device"), ("deviceId", pc.ToString("D")));
        var outer = directories.Domain.PutGroup("Outer", [inner, anna.OnPremises, pc]);
        Members(outer, Wish.GroupSync() with { AsMicrosoft365 = true }).ShouldBe([anna.Cloud, bert.Cloud], ignoreOrder: true);
    }

    [Fact]
    public void Somebody_of_another_domain_is_found_by_the_security_identifier()
    {
        const string sid = "S-1-5-21-9-9-9-1234";
        var foreign = directories.Domain.Put(new OnPremisesObject(Identity.Of("fsp"), OnPremisesObjectKind.ForeignSecurityPrincipal, $"CN={sid},CN=ForeignSecurityPrincipals,{SimulatedActiveDirectory.BaseName}") { SecurityIdentifier = sid });
        var cloud = directories.Tenant.PutPerson("foreigner", ("onPremisesSecurityIdentifier", sid));
        Members(directories.Domain.PutGroup("APP-Files", [foreign]), Wish.GroupSync()).ShouldBe([cloud]);
    }

    [Fact]
    public void Who_was_added_in_the_cloud_is_removed()
    {
        var files = directories.Domain.PutGroup("APP-Files", [anna.OnPremises]);
        Members(files, Wish.GroupSync());
        directories.Tenant.AddMembers(Made(files), [bert.Cloud]);
        directories.Plan(Wish.GroupSync()).Only<PlannedChange.RemoveMembers>().Members.Select(member => member.Id).ShouldBe([bert.Cloud]);
    }

    private IReadOnlySet<Guid> Members(Guid group, GroupSyncIntent intent) => directories.Settle(intent).Tenant.MembersOf(Made(group));

    private Guid Made(Guid group) => directories.Tenant.Named(CloudAnchor.ForGroup(SimulatedActiveDirectory.BaseName, group).ToString())!.Value;
}
