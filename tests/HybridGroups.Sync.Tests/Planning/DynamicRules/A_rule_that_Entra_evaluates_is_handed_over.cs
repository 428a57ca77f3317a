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
}
