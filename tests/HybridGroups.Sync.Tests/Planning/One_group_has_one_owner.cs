using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning;

public sealed class One_group_has_one_owner
{
    private readonly TestDirectories directories = new();
    private readonly Person anna;

    public One_group_has_one_owner() => anna = directories.Person("anna");

    [Fact]
    public void Of_two_policies_that_pick_a_group_the_older_has_it_and_both_are_told()
    {
        directories.Tenant.PutGroup("Sales", [anna.Cloud]);
        var older = Wish.Writeback("z") with { Since = TestDirectories.Start };
        var newer = Wish.Writeback("a") with { Container = SimulatedActiveDirectory.Groups, Since = TestDirectories.Start.AddMinutes(1) };
        var plan = directories.Plan(newer, older);
        plan.Changes.ShouldAllBe(change => change.Intent.Name == "z");
        plan.OutcomeOf(newer.Ref)!.Problems.ShouldTell(ProblemClasses.TargetClaimed);
        plan.OutcomeOf(older.Ref)!.Problems.ShouldBeEmpty();
        plan.OutcomeOf(older.Ref)!.Rivals.ShouldBe(["policy a picks Sales too"]);
    }

    [Fact]
    public void Of_two_policies_of_the_same_moment_the_first_by_name_has_it()
    {
        directories.Tenant.PutGroup("Sales", [anna.Cloud]);
        directories.Plan(Wish.Writeback("b") with { Container = SimulatedActiveDirectory.Groups }, Wish.Writeback("a")).Changes.ShouldAllBe(change => change.Intent.Name == "a");
    }

    [Fact]
    public void Two_rules_never_keep_one_group()
    {
        var team = directories.Tenant.PutGroup("Team");
        var one = Wish.Rule("user.accountEnabled -eq true", new DynamicTarget.ExistingEntraGroup(team), "one");
        var two = Wish.Rule("user.accountEnabled -eq false", new DynamicTarget.ExistingEntraGroup(team), "two");
        var plan = directories.Settle(one, two).Plan(one, two);
        plan.OutcomeOf(two.Ref)!.Problems.ShouldTell(ProblemClasses.TargetClaimed);
        directories.Tenant.MembersOf(team).ShouldBe([anna.Cloud]);
    }

    [Fact]
    public void A_rule_does_not_fill_a_group_that_a_policy_writes()
    {
        var sales = directories.Tenant.PutGroup("Sales");
        directories.Settle(Wish.Writeback());
        var name = directories.Domain.Find(directories.Domain.WrittenBackFrom(sales)).DistinguishedName;
        var rule = Wish.Rule("user.accountEnabled -eq true", new DynamicTarget.ExistingActiveDirectoryGroup(name));
        var plan = directories.Plan(Wish.Writeback(), rule);
        plan.Changes.ShouldBeEmpty();
        plan.OutcomeOf(rule.Ref)!.Problems.ShouldTell(ProblemClasses.TargetClaimed);
    }

    [Fact]
    public void A_group_that_a_rule_keeps_is_not_retired_by_a_policy()
    {
        var sales = directories.Tenant.PutGroup("Sales");
        directories.Settle(Wish.Writeback());
        var name = directories.Domain.Find(directories.Domain.WrittenBackFrom(sales)).DistinguishedName;
        directories.Tenant.HardDelete(Cloud.Changes.CloudObjectKind.Group, sales);
        var rule = Wish.Rule("user.accountEnabled -eq true", new DynamicTarget.ExistingActiveDirectoryGroup(name));
        var plan = directories.Plan(Wish.DeletingWriteback(), rule);
        plan.All<PlannedChange.DeleteOnPremisesGroup>().ShouldBeEmpty();
        plan.Problems.ShouldTell(ProblemClasses.TargetClaimed);
    }

    [Fact]
    public void A_group_that_a_rule_keeps_is_not_deleted_by_group_sync()
    {
        var files = directories.Domain.PutGroup("APP-Files");
        directories.Settle(Wish.GroupSync());
        var rule = Wish.Rule("user.accountEnabled -eq true", new DynamicTarget.ExistingEntraGroup(directories.Tenant.Groups.ShouldHaveSingleItem()));
        directories.Domain.Delete(files);
        var plan = directories.Plan(Wish.DeletingGroupSync(), rule);
        plan.All<PlannedChange.DeleteCloudGroup>().ShouldBeEmpty();
        plan.Problems.ShouldTell(ProblemClasses.TargetClaimed);
    }
}
