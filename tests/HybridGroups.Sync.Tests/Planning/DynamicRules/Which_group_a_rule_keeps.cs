using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning.DynamicRules;

public sealed class Which_group_a_rule_keeps
{
    private const string Everybody = "user.accountEnabled -eq true";
    private readonly TestDirectories directories = new();
    private readonly Person anna;

    public Which_group_a_rule_keeps() => anna = directories.Person("anna");

    [Fact]
    public void It_makes_its_group_in_Entra_and_finds_it_again_whatever_it_is_called()
    {
        var rule = Wish.Rule(Everybody, Wish.MadeInEntra());
        directories.Settle(rule);
        var made = directories.Tenant.Named(CloudAnchor.ForRule(rule.RuleId).ToString())!.Value;
        directories.Tenant.MembersOf(made).ShouldBe([anna.Cloud]);
        directories.Tenant.Put(CloudObjectKind.Group, made, ("displayName", "renamed"));
        directories.Restart().Plan(rule).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void It_makes_its_group_in_Active_Directory_and_finds_it_again_wherever_it_lies()
    {
        var rule = Wish.Rule(Everybody, Wish.MadeOnPremises());
        directories.Settle(rule);
        var made = directories.Domain.Marked(WritebackAnchor.ForRule(rule.RuleId))!.Value;
        directories.Domain.MembersOf(made).ShouldBe([anna.OnPremises]);
        directories.Domain.TryMove(made, "renamed", SimulatedActiveDirectory.Groups).ShouldBeTrue();
        directories.Restart().Plan(rule).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Without_leave_to_make_it_a_missing_group_is_reported()
    {
        var plan = directories.Plan(Wish.Rule(Everybody, new DynamicTarget.MadeEntraGroup("Sales", "Sales", Description: null, IsMicrosoft365: false, Create: false)));
        plan.Changes.ShouldBeEmpty();
        plan.Problems.ShouldTell(ProblemClasses.TargetNotFound);
    }

    [Fact]
    public void An_existing_group_of_Active_Directory_is_found_by_its_name_however_it_is_written()
    {
        var group = directories.Domain.PutGroup("x", but: item => item with { DistinguishedName = $@"CN=Sales\, North,{SimulatedActiveDirectory.CloudGroups}" });
        var plan = directories.Plan(Wish.Rule(Everybody, new DynamicTarget.ExistingActiveDirectoryGroup(@"cn=sales\2C north, ou=Cloud Groups, dc=corp, dc=example, dc=com")));
        plan.Only<PlannedChange.AddMembers>().Group.Id.ShouldBe(group);
    }

    [Fact]
    public void A_target_that_is_not_there_is_reported_on_either_side()
    {
        directories.Plan(Wish.Rule(Everybody, new DynamicTarget.ExistingEntraGroup(Identity.Of("none")))).Problems.ShouldTell(ProblemClasses.TargetNotFound);
        directories.Plan(Wish.Rule(Everybody, new DynamicTarget.ExistingActiveDirectoryGroup("CN=none,DC=x"))).Problems.ShouldTell(ProblemClasses.TargetNotFound);
    }

    [Fact]
    public void A_target_that_is_no_group_is_not_written_to()
    {
        var plan = directories.Plan(Wish.Rule(Everybody, new DynamicTarget.ExistingActiveDirectoryGroup(directories.Domain.Find(anna.OnPremises).DistinguishedName)));
        plan.Changes.ShouldBeEmpty();
        plan.Problems.ShouldTell(ProblemClasses.TargetNotFound);
    }

    [Fact]
    public void A_group_whose_members_Entra_evaluates_itself_is_taken_over_and_then_filled()
    {
        var rule = Wish.Rule(Everybody, new DynamicTarget.ExistingEntraGroup(Dynamic()));
        directories.Plan(rule).Changes.Select(change => change.Kind).ShouldBe(["MakeAssigned", "AddMembers"]);
        directories.Settle(rule);
    }

    [Fact]
    public void Paused_or_dry_it_takes_nothing_over()
    {
        var rule = Wish.Rule(Everybody, new DynamicTarget.ExistingEntraGroup(Dynamic()));
        directories.Plan(rule with { IsPaused = true }).Changes.ShouldBeEmpty();
        directories.Plan(rule with { IsDryRun = true }).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_group_that_another_rule_has_handed_to_Entra_is_not_taken_over()
    {
        var group = directories.Tenant.PutGroup("Team");
        var handed = Wish.Rule(Everybody, new DynamicTarget.ExistingEntraGroup(group), "first") with { EvaluatedByEntra = true };
        var second = Wish.Rule(Everybody, new DynamicTarget.ExistingEntraGroup(group), "second");
        directories.Settle(handed);
        var plan = directories.Plan(handed, second);
        plan.Changes.ShouldBeEmpty();
        plan.OutcomeOf(second.Ref)!.Problems.ShouldTell(ProblemClasses.TargetClaimed);
    }

    [Fact]
    public void Rules_that_read_the_groups_of_one_another_in_a_circle_change_nothing_and_are_named()
    {
        var (one, two) = (directories.Tenant.PutGroup("One"), directories.Tenant.PutGroup("Two"));
        var first = Wish.Rule($"user.memberOf -any (group.objectId -in ['{two}'])", new DynamicTarget.ExistingEntraGroup(one), "first");
        var second = Wish.Rule($"user.memberOf -any (group.objectId -in ['{one}'])", new DynamicTarget.ExistingEntraGroup(two), "second");
        directories.Tenant.AddMembers(one, [anna.Cloud]);
        var plan = directories.Plan(first, second);
        plan.Changes.ShouldBeEmpty();
        plan.Problems.ShouldTell(ProblemClasses.RuleCycle);
        plan.Problems.Count().ShouldBe(2);
    }

    [Fact]
    public void Two_groups_with_the_mark_of_one_rule_are_left_alone_and_reported()
    {
        var rule = Wish.Rule(Everybody, Wish.MadeOnPremises());
        foreach (var name in new[] { "one", "two" })
        {
            directories.Domain.PutGroup(name, container: SimulatedActiveDirectory.CloudGroups, but: item => item with { Group = new GroupFacts(GroupKind.UniversalSecurity) { WrittenBackFrom = WritebackAnchor.ForRule(rule.RuleId) } });
        }

        foreach (var intent in new[] { rule, rule with { DeletesTarget = true } })
        {
            var plan = directories.Plan(intent);
            plan.Changes.ShouldBeEmpty();
            plan.Problems.ShouldTell(ProblemClasses.DuplicateAnchor);
        }
    }

    [Fact]
    public void The_group_that_it_made_is_deleted_with_it_when_asked_and_not_otherwise()
    {
        var (cloud, onPremises) = (Wish.Rule(Everybody, Wish.MadeInEntra(), "cloud"), Wish.Rule(Everybody, Wish.MadeOnPremises(), "ad"));
        directories.Settle(cloud, onPremises);
        directories.Plan().Changes.ShouldBeEmpty("a rule that is gone and retains wants nothing");

        var plan = directories.Plan(cloud with { DeletesTarget = true }, onPremises with { DeletesTarget = true });
        plan.Only<PlannedChange.DeleteCloudGroup>().ExpectedUniqueName.ShouldBe(CloudAnchor.ForRule(cloud.RuleId).ToString());
        plan.Only<PlannedChange.DeleteOnPremisesGroup>().Expected.ShouldBe(WritebackAnchor.ForRule(onPremises.RuleId));
        directories.Settle(cloud with { DeletesTarget = true }, onPremises with { DeletesTarget = true });
    }

    [Fact]
    public void A_group_that_it_did_not_make_is_never_deleted_with_it()
    {
        var group = directories.Tenant.PutGroup("Team");
        var other = directories.Domain.PutGroup("other", container: SimulatedActiveDirectory.CloudGroups);
        directories.Plan(
            Wish.Rule(Everybody, new DynamicTarget.ExistingEntraGroup(group), "one") with { DeletesTarget = true },
            Wish.Rule(Everybody, new DynamicTarget.ExistingActiveDirectoryGroup(directories.Domain.Find(other).DistinguishedName), "two") with { DeletesTarget = true }).Changes.ShouldBeEmpty();
    }

    private Guid Dynamic() => directories.Tenant.PutGroup(
        "Dynamic", with: null, isMicrosoft365: false, ("groupTypes", new[] { "DynamicMembership" }), ("membershipRule", Everybody), ("membershipRuleProcessingState", "On"));

    [Fact]
    public void Whom_it_would_remove_from_a_group_that_somebody_else_filled_is_shown_first_however_few()
    {
        var (anna, guest) = (directories.Person("anna"), directories.Person("guest"));
        directories.Tenant.Put(Sync.Cloud.Changes.CloudObjectKind.User, guest.Cloud, ("accountEnabled", false));
        var team = directories.Tenant.PutGroup("Team", [guest.Cloud]);
        var rule = Wish.Rule("user.accountEnabled -eq true", new DynamicTarget.ExistingEntraGroup(team)) with { TakesOver = true };
        var verdict = directories.Run(rule);
        verdict.Held!.Reasons.ShouldContain(reason => reason.Contains("guest@example.com", StringComparison.Ordinal));
        directories.Tenant.MembersOf(team).ShouldBe([anna.Cloud, guest.Cloud], ignoreOrder: true);
        directories.Run(rule with { TakesOver = false }).Held.ShouldBeNull();
        directories.Tenant.MembersOf(team).ShouldBe([anna.Cloud]);
    }
}
