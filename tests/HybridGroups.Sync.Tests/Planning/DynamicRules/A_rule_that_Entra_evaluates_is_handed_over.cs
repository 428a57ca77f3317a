using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning.DynamicRules;

public sealed class A_rule_that_Entra_evaluates_is_handed_over
{
    private const string Text = "user.accountEnabled -eq true";
    private readonly TestDirectories directories = new();

    private static DynamicRuleIntent Made => Wish.Rule(Text, Wish.MadeInEntra()) with { EvaluatedByEntra = true };

    [Fact]
    public void A_new_group_is_made_with_the_rule_and_without_members()
    {
        directories.Person("anna");
        directories.Plan(Made).Changes.ShouldHaveSingleItem().ShouldBeOfType<PlannedChange.CreateCloudGroup>().Draft.MembershipRule.ShouldBe(Text);
        directories.Settle(Made).Plan(Made).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_new_group_of_a_paused_rule_is_paused_at_once()
    {
        var plan = directories.Plan(Made with { IsPaused = true });
        plan.Only<PlannedChange.SetMembershipRule>().IsOn.ShouldBeFalse();
        directories.Settle(Made with { IsPaused = true });
    }

    [Fact]
    public void Pausing_and_resuming_change_the_processing_state_alone()
    {
        directories.Settle(Made);
        var pause = directories.Plan(Made with { IsPaused = true }).Changes.ShouldHaveSingleItem().ShouldBeOfType<PlannedChange.SetMembershipRule>();
        (pause.IsOn, pause.Rule).ShouldBe((false, Text));
        directories.Apply([pause]);
        directories.Plan(Made with { IsPaused = true }).Changes.ShouldBeEmpty();
        directories.Plan(Made).Only<PlannedChange.SetMembershipRule>().IsOn.ShouldBeTrue();
    }

    [Fact]
    public void A_changed_rule_is_handed_over_again()
    {
        directories.Settle(Made);
        directories.Plan(Made with { Rule = Wish.Parse("user.accountEnabled -eq false") }).Changes.ShouldHaveSingleItem()
            .ShouldBeOfType<PlannedChange.SetMembershipRule>().Rule.ShouldBe("user.accountEnabled -eq false");
    }

    [Fact]
    public void A_rule_that_somebody_changed_in_the_portal_is_set_again()
    {
        directories.Settle(Made);
        var group = directories.Tenant.Groups.ShouldHaveSingleItem();
        directories.Tenant.Put(CloudObjectKind.Group, group, ("membershipRule", "user.country -eq \"NO\""));
        directories.Plan(Made).Only<PlannedChange.SetMembershipRule>().Rule.ShouldBe(Text);
    }

    [Fact]
    public void As_a_dry_run_nothing_is_handed_over()
    {
        directories.Plan(Made with { IsDryRun = true }).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void An_existing_group_gets_the_rule()
    {
        var group = directories.Tenant.PutGroup("Team");
        directories.Plan(Made with { Target = new DynamicTarget.ExistingEntraGroup(group) }).Changes.ShouldHaveSingleItem()
            .ShouldBeOfType<PlannedChange.SetMembershipRule>().Group.Id.ShouldBe(group);
    }

    [Fact]
    public void The_members_that_a_static_group_would_lose_are_shown_before_it_is_handed_over()
    {
        var (anna, guest) = (directories.Person("anna"), directories.Person("guest"));
        directories.Tenant.Put(CloudObjectKind.User, guest.Cloud, ("accountEnabled", false));
        var team = directories.Tenant.PutGroup("Team", [anna.Cloud, guest.Cloud]);
        var rule = Existing(team);
        var verdict = directories.PlanAndCheck(rule);
        verdict.Apply.ShouldBeEmpty();
        verdict.Held!.RemovedMembers.ShouldBe(1);
        verdict.Held.Reasons.ShouldContain(reason => reason.Contains("guest@example.com", StringComparison.Ordinal));
        directories.Plan(rule).OutcomeOf(rule.Ref)!.PendingRemovals.ShouldBe(1);
        directories.Approvals.Approve(verdict.Held.Hash);
        directories.Run(rule).Apply.ShouldHaveSingleItem().ShouldBeOfType<PlannedChange.ReplaceMembersByRule>();
        directories.Plan(rule).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_static_group_whose_members_are_all_picked_is_handed_over_at_once()
    {
        var anna = directories.Person("anna");
        directories.PlanAndCheck(Existing(directories.Tenant.PutGroup("Team", [anna.Cloud]))).Apply.ShouldHaveSingleItem().ShouldBeOfType<PlannedChange.SetMembershipRule>();
    }

    [Fact]
    public void Handed_over_paused_a_static_group_would_lose_everybody()
    {
        var anna = directories.Person("anna");
        var verdict = directories.PlanAndCheck(Existing(directories.Tenant.PutGroup("Team", [anna.Cloud])) with { IsPaused = true });
        verdict.Apply.ShouldBeEmpty();
        verdict.Held!.RemovedMembers.ShouldBe(1);
    }

    [Fact]
    public void A_rule_over_managers_cannot_be_told_here_so_every_member_of_a_static_group_counts_as_lost()
    {
        var anna = directories.Person("anna");
        var rule = Existing(directories.Tenant.PutGroup("Team", [anna.Cloud])) with { Rule = Wish.Parse($"Direct Reports for \"{anna.Cloud}\"") };
        directories.PlanAndCheck(rule).Held!.RemovedMembers.ShouldBe(1);
    }

    [Fact]
    public void Without_having_read_everything_a_group_with_members_to_lose_is_not_handed_over()
    {
        var anna = directories.Person("anna");
        directories.Tenant.Put(CloudObjectKind.User, anna.Cloud, ("accountEnabled", false));
        var rule = Existing(directories.Tenant.PutGroup("Team", [anna.Cloud]));
        directories.Read().Model.OnPremisesIsCurrent = false;
        directories.PlanAsKnown(rule).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Another_rule_that_would_cost_too_many_the_membership_is_held_by_the_limits()
    {
        var people = directories.People(20);
        directories.Settle(Made);
        directories.Tenant.AddMembers(directories.Tenant.Groups.ShouldHaveSingleItem(), people.Select(person => person.Cloud));
        foreach (var person in people.Take(10)) directories.Tenant.Put(CloudObjectKind.User, person.Cloud, ("department", "Sales"));
        var verdict = directories.PlanAndCheck(Made with { Rule = Wish.Parse("user.department -eq \"Sales\"") });
        verdict.Apply.ShouldBeEmpty();
        verdict.Held!.Reasons.ShouldContain(reason => reason.Contains("maxRemovedMembersPercent", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_rule_that_would_make_too_many_members_is_held_by_the_limits()
    {
        var people = directories.People(40);
        foreach (var person in people.Take(12)) directories.Tenant.Put(CloudObjectKind.User, person.Cloud, ("department", "Sales"));
        var sales = Made with { Rule = Wish.Parse("user.department -eq \"Sales\"") };
        directories.Settle(sales);
        directories.Tenant.AddMembers(directories.Tenant.Groups.ShouldHaveSingleItem(), people.Take(12).Select(person => person.Cloud));
        directories.PlanAndCheck(Made).Held!.Reasons.ShouldContain(reason => reason.Contains("maxAddedMembersPercent", StringComparison.Ordinal));
    }

    private static DynamicRuleIntent Existing(Guid group) =>
        Wish.Rule(Text, new DynamicTarget.ExistingEntraGroup(group)) with { EvaluatedByEntra = true, TakesOver = true };
}
