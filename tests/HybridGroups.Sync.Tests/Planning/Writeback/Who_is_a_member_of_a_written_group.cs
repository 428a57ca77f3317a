using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning.Writeback;

public sealed class Who_is_a_member_of_a_written_group
{
    private readonly TestDirectories directories = new();
    private readonly Person anna;
    private readonly Person bert;

    public Who_is_a_member_of_a_written_group()
    {
        anna = directories.Person("anna");
        bert = directories.Person("bert");
    }

    [Fact]
    public void The_people_of_the_source_as_they_are_in_Active_Directory()
    {
        var sales = directories.Tenant.PutGroup("Sales", [anna.Cloud, bert.Cloud]);
        Members(sales, Wish.Writeback()).ShouldBe([anna.OnPremises, bert.OnPremises], ignoreOrder: true);
    }

    [Fact]
    public void Who_leaves_the_source_leaves_the_group_and_who_joins_joins()
    {
        var sales = directories.Tenant.PutGroup("Sales", [anna.Cloud]);
        Members(sales, Wish.Writeback()).ShouldBe([anna.OnPremises]);
        directories.Tenant.RemoveMembers(sales, [anna.Cloud]);
        directories.Tenant.AddMembers(sales, [bert.Cloud]);

        var plan = directories.Plan(Wish.Writeback());
        plan.Only<PlannedChange.AddMembers>().Members.Select(member => member.Id).ShouldBe([bert.OnPremises]);
        var removal = plan.Only<PlannedChange.RemoveMembers>();
        removal.Members.Select(member => member.Id).ShouldBe([anna.OnPremises]);
        (removal.MembersBefore, removal.Source).ShouldBe((1, sales));
        plan.Changes[^1].ShouldBe(removal, "who comes is added before who goes is removed");
    }

    [Fact]
    public void A_member_without_an_account_in_Active_Directory_is_left_out_and_counted()
    {
        var eve = directories.Tenant.PutPerson("eve");
        var sales = directories.Tenant.PutGroup("Sales", [anna.Cloud, eve]);
        Members(sales, Wish.Writeback()).ShouldBe([anna.OnPremises]);
        Outcome(Wish.Writeback()).Unmatched.ShouldBe(1);
    }

    [Fact]
    public void A_policy_that_ignores_unmatched_members_does_not_count_them()
    {
        directories.Tenant.PutGroup("Sales", [directories.Tenant.PutPerson("eve")]);
        Outcome(Wish.Writeback() with { ReportsUnmatched = false }).Unmatched.ShouldBe(0);
    }

    [Fact]
    public void A_nested_group_is_a_member_when_it_is_written_back_itself_in_the_same_run()
    {
        var inner = directories.Tenant.PutGroup("Inner", [bert.Cloud]);
        var outer = directories.Tenant.PutGroup("Outer", [inner, anna.Cloud]);
        directories.Apply(directories.Plan(Wish.Writeback()).Changes).Failed.ShouldBeEmpty();
        directories.Domain.MembersOf(directories.Domain.WrittenBackFrom(outer)).ShouldBe([anna.OnPremises, directories.Domain.WrittenBackFrom(inner)], ignoreOrder: true);
        directories.Plan(Wish.Writeback()).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_nested_group_that_came_from_Active_Directory_is_a_member_as_what_it_is_there()
    {
        var files = directories.Domain.PutGroup("APP-Files");
        directories.Settle(Wish.GroupSync());
        var sales = directories.Tenant.PutGroup("Sales", [directories.Tenant.Groups.ShouldHaveSingleItem()]);
        directories.Settle(Wish.Writeback());
        directories.Domain.MembersOf(directories.Domain.WrittenBackFrom(sales)).ShouldBe([files]);
    }

    [Fact]
    public void A_nested_group_that_is_domain_local_on_premises_is_left_out_and_reported()
    {
        var inner = directories.Tenant.PutGroup("Inner", with: null, isMicrosoft365: false, ("writebackConfiguration", null));
        var local = directories.Domain.PutGroup("Local");
        directories.Domain.Change(local, item => item with { Group = new GroupFacts(new GroupKind(GroupScope.DomainLocal, IsSecurity: true)) { WrittenBackFrom = new WritebackAnchor(inner) } });
        var sales = directories.Tenant.PutGroup("Sales", [anna.Cloud, inner]);
        Members(sales, Wish.Writeback()).ShouldBe([anna.OnPremises]);
        directories.Plan(Wish.Writeback()).Problems.ShouldTell(ProblemClasses.NotAllowed);
    }

    [Fact]
    public void A_nested_group_that_is_not_written_back_is_left_out_and_counted()
    {
        var inner = directories.Tenant.PutGroup("Inner", [bert.Cloud]);
        var outer = directories.Tenant.PutGroup("Outer", [inner, anna.Cloud]);
        var intent = Wish.Writeback() with { Exclude = new HashSet<Guid> { inner } };
        Members(outer, intent).ShouldBe([anna.OnPremises]);
        Outcome(intent).Unmatched.ShouldBe(1);
    }

    [Fact]
    public void A_nested_distribution_list_is_left_out()
    {
        var list = directories.Tenant.PutGroup("List", [bert.Cloud], isMicrosoft365: false, ("mailEnabled", true), ("securityEnabled", false));
        var outer = directories.Tenant.PutGroup("Outer", [list, anna.Cloud]);
        Members(outer, Wish.Writeback()).ShouldBe([anna.OnPremises]);
    }

    [Fact]
    public void A_nested_group_that_another_policy_writes_is_a_member()
    {
        var inner = directories.Tenant.PutGroup("Inner", [bert.Cloud]);
        var outer = directories.Tenant.PutGroup("Outer", [inner]);
        var first = Wish.Writeback("first") with { Rule = Wish.Parse("""group.displayName -eq "Outer" """) };
        var second = Wish.Writeback("second") with { Rule = Wish.Parse("""group.displayName -eq "Inner" """) };
        directories.Settle(first, second);
        directories.Domain.MembersOf(directories.Domain.WrittenBackFrom(outer)).ShouldBe([directories.Domain.WrittenBackFrom(inner)]);
    }

    [Fact]
    public void Flattened_the_people_of_nested_groups_are_members_and_the_groups_are_not()
    {
        var inner = directories.Tenant.PutGroup("Inner", [bert.Cloud]);
        var outer = directories.Tenant.PutGroup("Outer", [inner, anna.Cloud]);
        Members(outer, Wish.Writeback() with { Nested = NestedHandling.Flatten }).ShouldBe([anna.OnPremises, bert.OnPremises], ignoreOrder: true);
    }

    [Theory]
    [InlineData(NestedHandling.Preserve)]
    [InlineData(NestedHandling.Flatten)]
    public void Groups_that_hold_one_another_come_to_an_end(NestedHandling nested)
    {
        var one = directories.Tenant.PutGroup("One", [anna.Cloud]);
        var two = directories.Tenant.PutGroup("Two", [one, bert.Cloud]);
        directories.Tenant.AddMembers(one, [two]);
        directories.Settle(Wish.Writeback() with { Nested = nested });
        var members = directories.Domain.MembersOf(directories.Domain.WrittenBackFrom(one));
        members.ShouldContain(nested == NestedHandling.Flatten ? bert.OnPremises : directories.Domain.WrittenBackFrom(two));
    }

    [Fact]
    public void A_member_in_the_recycle_bin_is_taken_out_until_restored()
    {
        var sales = directories.Tenant.PutGroup("Sales", [anna.Cloud, bert.Cloud]);
        Members(sales, Wish.Writeback()).Count.ShouldBe(2);
        directories.Tenant.SoftDelete(CloudObjectKind.User, bert.Cloud);
        Members(sales, Wish.Writeback()).ShouldBe([anna.OnPremises]);
        directories.Tenant.Restore(CloudObjectKind.User, bert.Cloud);
        Members(sales, Wish.Writeback()).Count.ShouldBe(2);
    }

    [Fact]
    public void A_device_is_a_member_where_it_has_an_account()
    {
        var pc = Identity.Of("pc");
        directories.Domain.Put(new OnPremisesObject(pc, OnPremisesObjectKind.Device, $"CN=pc,{SimulatedActiveDirectory.People}") { SecurityIdentifier = SimulatedActiveDirectory.SidOf(pc) });
        var device = directories.Tenant.Put(CloudObjectKind.Device, Identity.Of("device"), ("deviceId", pc.ToString("D")));
        var alone = directories.Tenant.Put(CloudObjectKind.Device, Identity.Of("alone"), ("deviceId", Identity.Of("none").ToString("D")));
        Members(directories.Tenant.PutGroup("Devices", [device, alone]), Wish.Writeback()).ShouldBe([pc]);
    }

    [Fact]
    public void A_group_with_more_members_than_allowed_is_not_written_and_reported()
    {
        directories.Tenant.PutGroup("Sales", [anna.Cloud, bert.Cloud]);
        var plan = directories.Plan(Wish.Writeback() with { MaximumMembers = 1 });
        plan.Changes.ShouldBeEmpty();
        plan.Problems.ShouldTell(ProblemClasses.MaximumMembersExceeded);
        directories.Plan(Wish.Writeback() with { MaximumMembers = 2 }).Changes.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_written_group_that_grows_past_the_limit_is_left_as_it_is()
    {
        var sales = directories.Tenant.PutGroup("Sales", [anna.Cloud]);
        var intent = Wish.DeletingWriteback() with { MaximumMembers = 1 };
        Members(sales, intent);
        directories.Tenant.AddMembers(sales, [bert.Cloud]);
        var plan = directories.Plan(intent);
        plan.Changes.ShouldBeEmpty();
        plan.Problems.ShouldTell(ProblemClasses.MaximumMembersExceeded);
    }

    [Fact]
    public void A_group_that_is_not_written_for_its_size_is_no_member_of_another()
    {
        var large = directories.Tenant.PutGroup("Large", [anna.Cloud, bert.Cloud]);
        directories.Tenant.PutGroup("Outer", [large]);
        directories.Settle(Wish.Writeback() with { MaximumMembers = 1 });
        directories.Domain.Objects.Count(item => item.Kind == OnPremisesObjectKind.Group).ShouldBe(1);
    }

    private IReadOnlySet<Guid> Members(Guid group, WritebackIntent intent) => directories.Settle(intent).Domain.MembersOf(directories.Domain.WrittenBackFrom(group));

    private IntentOutcome Outcome(WritebackIntent intent) => directories.Plan(intent).OutcomeOf(intent.Ref)!;
}
