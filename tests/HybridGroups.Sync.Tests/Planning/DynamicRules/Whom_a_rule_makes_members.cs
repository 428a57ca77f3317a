using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Selection;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning.DynamicRules;

public sealed class Whom_a_rule_makes_members
{
    private const string Sales = """user.department -eq "Sales" """;
    private readonly TestDirectories directories = new();
    private readonly Person anna;
    private readonly Person bert;
    private readonly Guid team;

    public Whom_a_rule_makes_members()
    {
        anna = directories.Person("anna");
        bert = directories.Person("bert");
        directories.Tenant.Put(CloudObjectKind.User, anna.Cloud, ("department", "Sales"));
        directories.Domain.SetText(bert.OnPremises, "department", "Sales");
        team = directories.Tenant.PutGroup("Team");
    }

    private DynamicRuleIntent OnTeam => Wish.Rule(Sales, new DynamicTarget.ExistingEntraGroup(team));

    [Fact]
    public void Those_it_picks_and_nobody_else()
    {
        directories.Tenant.AddMembers(team, [bert.Cloud]);
        var plan = directories.Plan(OnTeam);
        plan.Only<PlannedChange.AddMembers>().Members.Select(member => member.Id).ShouldBe([anna.Cloud]);
        plan.Only<PlannedChange.RemoveMembers>().Members.Select(member => member.Id).ShouldBe([bert.Cloud]);
        var outcome = plan.OutcomeOf(OnTeam.Ref)!;
        (outcome.Selected, outcome.Members, outcome.PendingAdds, outcome.PendingRemovals, outcome.Group).ShouldBe((1, 1, 1, 1, team));
    }

    [Theory]
    [InlineData(RuleSource.Entra)]
    [InlineData(RuleSource.ActiveDirectory)]
    [InlineData(RuleSource.Merged)]
    public void Whatever_the_source_the_members_are_those_of_the_target(RuleSource source)
    {
        Person[] picked = source switch
        {
            RuleSource.Entra => [anna],
            RuleSource.ActiveDirectory => [bert],
            _ => [anna, bert],
        };
        directories.Settle(OnTeam with { Source = source });
        directories.Tenant.MembersOf(team).ShouldBe(picked.Select(person => person.Cloud), ignoreOrder: true);

        var made = Wish.Rule(Sales, Wish.MadeOnPremises(), "other", source);
        directories.Settle(made);
        directories.Domain.MembersOf(directories.Domain.Marked(WritebackAnchor.ForRule(made.RuleId))!.Value).ShouldBe(picked.Select(person => person.OnPremises), ignoreOrder: true);
    }

    [Fact]
    public void Who_is_not_in_the_directory_of_the_target_is_counted_as_unresolved()
    {
        var eve = directories.Tenant.PutPerson("eve", ("department", "Sales"));
        var rule = Wish.Rule(Sales, Wish.MadeOnPremises());
        directories.Plan(rule).OutcomeOf(rule.Ref)!.Unmatched.ShouldBe(1);
        eve.ShouldNotBe(anna.Cloud);
    }

    [Fact]
    public void Static_exceptions_are_added_and_taken_out_by_id_principal_name_or_distinguished_name()
    {
        var (carl, dora) = (directories.Person("carl"), directories.Person("dora"));
        var rule = OnTeam with
        {
            IncludeMembers = [bert.Cloud.ToString("D"), "CARL@example.com", directories.Domain.Find(dora.OnPremises).DistinguishedName.ToUpperInvariant()],
            ExcludeMembers = ["anna@example.com"],
        };
        directories.Settle(rule);
        directories.Tenant.MembersOf(team).ShouldBe([bert.Cloud, carl.Cloud, dora.Cloud], ignoreOrder: true);
    }

    [Fact]
    public void Who_is_included_and_excluded_is_out()
    {
        directories.Settle(OnTeam with { IncludeMembers = ["bert@example.com"], ExcludeMembers = [bert.OnPremises.ToString("D")] });
        directories.Tenant.MembersOf(team).ShouldBe([anna.Cloud]);
    }

    [Fact]
    public void An_exception_that_names_nobody_is_counted_as_unresolved()
    {
        directories.Plan(OnTeam with { IncludeMembers = ["nobody@example.com"] }).OutcomeOf(OnTeam.Ref)!.Unmatched.ShouldBe(1);
        directories.Plan(OnTeam with { ExcludeMembers = ["ana@example.com"] }).OutcomeOf(OnTeam.Ref)!.Unmatched.ShouldBe(1);
    }

    [Fact]
    public void Paused_nothing_changes_and_what_would_is_told()
    {
        var plan = directories.Plan(OnTeam with { IsPaused = true });
        plan.Changes.ShouldBeEmpty();
        plan.OutcomeOf(OnTeam.Ref)!.PendingAdds.ShouldBe(1);
    }

    [Fact]
    public void As_a_dry_run_nothing_changes_and_what_would_is_told()
    {
        var made = Wish.Rule(Sales, Wish.MadeInEntra()) with { IsDryRun = true };
        var plan = directories.Plan(made);
        plan.Changes.ShouldBeEmpty();
        plan.OutcomeOf(made.Ref)!.PendingAdds.ShouldBe(1);
    }

    [Fact]
    public void A_rule_that_picks_by_time_makes_members_when_the_time_has_come()
    {
        directories.Tenant.Put(CloudObjectKind.User, bert.Cloud, ("employeeHireDate", "2026-03-08T00:00:00Z"));
        var rule = Wish.Rule("user.employeeHireDate -le system.now", new DynamicTarget.ExistingEntraGroup(team));
        directories.Plan(rule).Changes.ShouldBeEmpty();
        directories.Now = directories.Rules.NextWake()!.Value;
        directories.Plan(rule).Only<PlannedChange.AddMembers>().Members.Select(member => member.Id).ShouldBe([bert.Cloud]);
    }

    [Fact]
    public void A_pattern_that_is_too_slow_leaves_the_members_as_they_are_and_is_reported()
    {
        directories.Tenant.Put(CloudObjectKind.User, bert.Cloud, ("department", new string('a', 5000) + "!"));
        directories.Tenant.AddMembers(team, [bert.Cloud]);
        var rule = Wish.Rule("""user.department -match "^(?=(a+)+$)(a+)+\\1$" """, new DynamicTarget.ExistingEntraGroup(team));
        var plan = directories.Plan(rule);
        plan.Changes.ShouldBeEmpty();
        plan.Problems.ShouldTell(ProblemClasses.RuleTooSlow);
    }

    [Fact]
    public void An_account_that_a_changed_rule_no_longer_picks_is_removed()
    {
        directories.Settle(OnTeam);
        directories.Plan(OnTeam with { Rule = Wish.Parse("""user.department -eq "IT" """), IncludeMembers = ["bert@example.com"] })
            .Only<PlannedChange.RemoveMembers>().Members.Select(member => member.Id).ShouldBe([anna.Cloud]);
    }
}
