using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning.Writeback;

public sealed class Which_groups_are_written_back
{
    private readonly TestDirectories directories = new();

    [Fact]
    public void All_Microsoft_365_and_security_groups_when_nothing_else_is_said()
    {
        var team = directories.Tenant.PutGroup("Team", with: null, isMicrosoft365: true);
        var sales = directories.Tenant.PutGroup("Sales");
        Written().ShouldBe([team, sales], ignoreOrder: true);
    }

    [Fact]
    public void Only_the_types_that_the_policy_names()
    {
        var team = directories.Tenant.PutGroup("Team", with: null, isMicrosoft365: true);
        var sales = directories.Tenant.PutGroup("Sales");
        Written(Wish.Writeback() with { IncludesSecurity = false }).ShouldBe([team]);
        Written(Wish.Writeback() with { IncludesMicrosoft365 = false }).ShouldBe([sales]);
    }

    [Fact]
    public void Mail_enabled_security_groups_and_distribution_lists_are_never_picked_by_type()
    {
        directories.Tenant.PutGroup("Mail security", with: null, isMicrosoft365: false, ("mailEnabled", true));
        directories.Tenant.PutGroup("List", with: null, isMicrosoft365: false, ("mailEnabled", true), ("securityEnabled", false));
        Written().ShouldBeEmpty();
    }

    [Fact]
    public void Those_that_the_rule_picks()
    {
        var app = directories.Tenant.PutGroup("APP-Files");
        directories.Tenant.PutGroup("Other");
        Written(Wish.Writeback() with { Rule = Wish.Parse("""group.displayName -startsWith "APP-" """) }).ShouldBe([app]);
    }

    [Fact]
    public void Those_that_are_included_whatever_type_and_rule_say()
    {
        var other = directories.Tenant.PutGroup("Other");
        Written(Wish.Writeback() with { IncludesSecurity = false, Rule = Wish.Parse("""group.displayName -eq "nothing" """), Include = new HashSet<Guid> { other } }).ShouldBe([other]);
    }

    [Fact]
    public void Never_those_that_are_excluded_even_when_included()
    {
        var both = directories.Tenant.PutGroup("Both");
        Written(Wish.Writeback() with { Include = new HashSet<Guid> { both }, Exclude = new HashSet<Guid> { both } }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"isEnabled":false}""", false)]
    [InlineData("""{"isEnabled":true}""", true)]
    [InlineData("""{"isEnabled":null,"onPremisesGroupType":null}""", true)]
    [InlineData(null, true)]
    public void A_Microsoft_365_group_with_isEnabled_null_counts_as_enabled(string? configuration, bool isWritten)
    {
        directories.Tenant.PutGroup("Team", with: null, isMicrosoft365: true, ("writebackConfiguration", configuration));
        Written().Length.ShouldBe(isWritten ? 1 : 0);
    }

    [Theory]
    [InlineData("""{"isEnabled":false}""", false)]
    [InlineData("""{"isEnabled":true}""", true)]
    [InlineData("""{"isEnabled":null,"onPremisesGroupType":null}""", false)]
    [InlineData(null, false)]
    public void A_security_group_is_written_only_when_it_says_yes(string? configuration, bool isWritten)
    {
        directories.Tenant.PutGroup("Sales", with: null, isMicrosoft365: false, ("writebackConfiguration", configuration));
        Written().Length.ShouldBe(isWritten ? 1 : 0);
        Written(Wish.Writeback() with { HonoursWritebackConfiguration = false }).Length.ShouldBe(1);
    }

    [Fact]
    public void When_no_group_says_yes_the_policy_is_told_how_many_say_nothing()
    {
        foreach (var quiet in new[] { "Sales", "Support" }) directories.Tenant.PutGroup(quiet, with: null, isMicrosoft365: false, ("writebackConfiguration", null));
        directories.Tenant.PutGroup("Refused", with: null, isMicrosoft365: false, ("writebackConfiguration", """{"isEnabled":false}"""));
        var honouring = Wish.Writeback() with { HonoursWritebackConfiguration = true };
        var outcome = directories.Plan(honouring).OutcomeOf(honouring.Ref).ShouldNotBeNull();
        outcome.Silent.ShouldBe(2);
        outcome.Hint!.ShouldContain("honourWritebackConfiguration: false");
        directories.Plan(honouring with { HonoursWritebackConfiguration = false }).OutcomeOf(honouring.Ref)!.Hint.ShouldBeNull();
    }

    [Fact]
    public void A_new_Microsoft_365_group_that_says_nothing_is_written_as_the_tenant_has_it_and_one_that_is_there_stays()
    {
        var old = directories.Tenant.PutGroup("Old", with: null, isMicrosoft365: true);
        directories.Settle(Wish.DeletingWriteback());
        directories.Model.NewGroupsAreWrittenBack = false;
        directories.Tenant.PutGroup("New", with: null, isMicrosoft365: true);
        var asked = directories.Tenant.PutGroup("Asked", with: null, isMicrosoft365: true, ("writebackConfiguration", """{"isEnabled":true}"""));
        var plan = directories.Plan(Wish.DeletingWriteback());
        plan.Only<PlannedChange.CreateOnPremisesGroup>().New.Anchor.EntraId.ShouldBe(asked);
        plan.Changes.ShouldNotContain(change => change.TakesAway());
        directories.Domain.Has(directories.Domain.WrittenBackFrom(old)).ShouldBeTrue();
    }

    [Fact]
    public void When_nobody_can_read_what_groups_say_nothing_new_is_written_nothing_goes_and_the_policy_is_told()
    {
        directories.Tenant.PutGroup("Sales");
        directories.Tenant.PutGroup("Team", with: null, isMicrosoft365: true);
        directories.Settle(Wish.DeletingWriteback());
        directories.Restart().Model.WritebackWishesAreKnown = false;
        directories.Tenant.PutGroup("Further");
        foreach (var group in directories.Tenant.Groups) directories.Tenant.Put(CloudObjectKind.Group, group, ("writebackConfiguration", null));
        var plan = directories.Plan(Wish.DeletingWriteback());
        plan.Changes.ShouldBeEmpty();
        plan.Problems.ShouldTell(ProblemClasses.WritebackConfigurationUnread);
        directories.Plan(Wish.DeletingWriteback() with { HonoursWritebackConfiguration = false }).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void A_group_that_says_no_is_written_when_its_word_is_not_honoured()
    {
        directories.Tenant.PutGroup("Team", with: null, isMicrosoft365: true, ("writebackConfiguration", """{"isEnabled":false}"""));
        Written(Wish.Writeback() with { HonoursWritebackConfiguration = false }).Length.ShouldBe(1);
    }

    [Fact]
    public void A_dynamic_group_is_written_like_an_assigned_one()
    {
        directories.Tenant.PutGroup("Dynamic", with: null, isMicrosoft365: false, ("groupTypes", new[] { "DynamicMembership" }), ("membershipRule", "user.accountEnabled -eq true"));
        Written().Length.ShouldBe(1);
    }

    [Fact]
    public void A_group_that_came_from_Active_Directory_through_another_product_never_flows_back()
    {
        var synced = directories.Tenant.PutGroup("Synced", with: null, isMicrosoft365: false, ("onPremisesSyncEnabled", true));
        Written(Wish.Writeback() with { Include = new HashSet<Guid> { synced } }).ShouldBeEmpty();
    }

    [Fact]
    public void A_group_that_was_made_here_from_Active_Directory_never_flows_back_even_when_included()
    {
        var source = directories.Domain.PutGroup("APP-Files");
        directories.Settle(Wish.GroupSync());
        var made = directories.Tenant.Groups.ShouldHaveSingleItem();
        Written(Wish.Writeback() with { Include = new HashSet<Guid> { made } }).ShouldBeEmpty();
        source.ShouldNotBe(made);
    }

    [Fact]
    public void A_group_that_was_made_from_another_domain_never_flows_here()
    {
        directories.Tenant.PutGroup("theirs", with: null, isMicrosoft365: false, ("uniqueName", CloudAnchor.ForGroup("DC=other,DC=example,DC=com", Identity.Of("x")).ToString()));
        Written().ShouldBeEmpty();
    }

    [Fact]
    public void A_group_that_a_rule_made_in_Entra_is_written_back_like_any_other()
    {
        directories.Tenant.PutGroup("by rule", with: null, isMicrosoft365: false, ("uniqueName", CloudAnchor.ForRule(Identity.Of("x")).ToString()));
        Written().Length.ShouldBe(1);
    }

    [Fact]
    public void None_while_the_policy_is_disabled_or_suspended()
    {
        directories.Tenant.PutGroup("Sales");
        directories.Plan(Wish.Writeback() with { IsEnabled = false }).Changes.ShouldBeEmpty();
        directories.Plan(Wish.Writeback() with { IsSuspended = true }).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_group_in_the_recycle_bin_is_not_written()
    {
        var sales = directories.Tenant.PutGroup("Sales");
        directories.Tenant.SoftDelete(CloudObjectKind.Group, sales);
        Written().ShouldBeEmpty();
    }

    private Guid[] Written(params Sync.Intents.WritebackIntent[] intents)
    {
        var plan = directories.Plan(intents.Length == 0 ? [Wish.Writeback()] : intents);
        return [.. plan.All<PlannedChange.CreateOnPremisesGroup>().Select(change => change.New.Anchor.EntraId)];
    }
}
