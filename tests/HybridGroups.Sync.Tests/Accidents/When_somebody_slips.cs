using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Accidents;

public sealed class When_somebody_slips
{
    private const string Elsewhere = "OU=Elsewhere," + SimulatedActiveDirectory.BaseName;
    private readonly Corporation corporation = new();

    private TestDirectories Directories => corporation.Directories;

    [Fact]
    public void A_typo_in_the_rule_of_a_policy_picks_no_group()
    {
        corporation.Writeback = corporation.Writeback with { Rule = Wish.Parse("""group.displayName -startsWith "Taem" """) };
        corporation.Round().ShouldTakeNothingAway().ShouldWaitForApproval("maxDeletedGroupsPercent");
    }

    [Fact]
    public void A_typo_in_the_rule_of_group_sync_picks_no_group()
    {
        corporation.GroupSync = corporation.GroupSync with { Rule = Wish.Parse("""group.displayName -startsWith "AAP" """) };
        corporation.Round().ShouldTakeNothingAway().ShouldWaitForApproval("maxDeletedGroupsPercent");
    }

    [Fact]
    public void The_organizational_unit_of_synced_groups_is_renamed()
    {
        corporation.GroupSync = corporation.GroupSync with { Containers = [DirectoryPath.Of(SimulatedActiveDirectory.Groups)] };
        corporation.Settle();
        Directories.Domain.RenameContainer(SimulatedActiveDirectory.Groups, "OU=Gruppen," + SimulatedActiveDirectory.BaseName);
        corporation.Round().ShouldTakeNothingAway().ShouldWaitForApproval("maxDeletedGroupsPercent");
    }

    [Fact]
    public void The_organizational_unit_of_written_groups_is_renamed()
    {
        Directories.Domain.RenameContainer(SimulatedActiveDirectory.CloudGroups, "OU=Wolken," + SimulatedActiveDirectory.BaseName);
        corporation.Round().ShouldDoNothing().ShouldRefuse(ProblemClasses.OutsideWritableContainers);
    }

    [Fact]
    public void The_organizational_unit_of_people_leaves_the_scope()
    {
        foreach (var person in corporation.Staff.Take(20)) Directories.Model.OnPremises.Apply(new OnPremisesChange.Gone(person.OnPremises, IsDeleted: false));
        corporation.Round().ShouldTakeNothingAway().ShouldWaitForApproval("maxRemovedMembersPercent");
    }

    [Fact]
    public void The_quarantine_is_not_a_writable_container()
    {
        Directories.WritableContainers.Remove(SimulatedActiveDirectory.Quarantine);
        corporation.Writeback = corporation.Writeback with { HardDeleted = RetirementPolicy.Quarantine };
        Directories.Tenant.HardDelete(CloudObjectKind.Group, corporation.Teams[0]);
        corporation.Round().ShouldTakeNothingAway().ShouldRefuse(ProblemClasses.OutsideWritableContainers);
    }

    [Fact]
    public void The_container_of_a_policy_is_not_writable()
    {
        corporation.Writeback = corporation.Writeback with { Container = Elsewhere };
        var team = Directories.Tenant.PutGroup("new");
        corporation.Round().ShouldDoNothing().ShouldRefuse(ProblemClasses.OutsideWritableContainers);
        Directories.Domain.Marked(new WritebackAnchor(team)).ShouldBeNull();
    }

    [Fact]
    public void The_container_of_a_policy_only_looks_as_if_it_were_writable()
    {
        corporation.Writeback = corporation.Writeback with { Container = @"OU=x\," + SimulatedActiveDirectory.CloudGroups };
        corporation.Round().ShouldDoNothing().ShouldRefuse(ProblemClasses.OutsideWritableContainers);
    }

    [Fact]
    public void No_container_is_writable()
    {
        Directories.WritableContainers.Clear();
        Directories.Tenant.HardDelete(CloudObjectKind.Group, corporation.Teams[0]);
        Directories.Tenant.AddMembers(corporation.Teams[1], [corporation.Staff[39].Cloud]);
        corporation.Round().ShouldDoNothing().ShouldRefuse(ProblemClasses.OutsideWritableContainers);
    }

    [Fact]
    public void A_writable_container_without_a_name_opens_nothing()
    {
        Directories.WritableContainers.Clear();
        Directories.WritableContainers.Add(string.Empty);
        Directories.Tenant.HardDelete(CloudObjectKind.Group, corporation.Teams[0]);
        corporation.Round().ShouldDoNothing().ShouldRefuse(ProblemClasses.OutsideWritableContainers);
    }

    [Fact]
    public void A_rule_would_make_everybody_a_member()
    {
        corporation.Rule = corporation.Rule with { Rule = Wish.Parse("user.accountEnabled -eq true") };
        var verdict = corporation.Round().ShouldDoNothing().ShouldWaitForApproval("maxAddedMembersPercent");
        verdict.Held!.AddedMembers.ShouldBe(25);
    }

    [Fact]
    public void A_rule_would_make_everybody_a_member_of_many_small_groups()
    {
        var rules = Enumerable.Range(0, 30).Select(number => Wish.Rule($"""user.userPrincipalName -eq "person{number}@example.com" """, Wish.MadeInEntra($"R{number}"), $"r{number}")).ToArray();
        corporation.Writeback = corporation.Writeback with { IsSuspended = true };
        corporation.Further.AddRange(rules);
        corporation.Settle();
        corporation.Further.Clear();
        corporation.Further.AddRange(rules.Select(rule => rule with { Rule = Wish.Parse("user.accountEnabled -eq true") }));
        corporation.Round().ShouldDoNothing().ShouldWaitForApproval("maxAddedMembers of");
    }

    [Fact]
    public void The_first_fill_of_a_group_would_be_everybody_and_first_fills_count()
    {
        Directories.Limits = Directories.Limits with { CountsFirstFill = true, AddedMembers = 30 };
        corporation.Further.Add(Wish.Rule("user.accountEnabled -eq true", Wish.MadeInEntra("All"), "all"));
        corporation.Round().ShouldWaitForApproval("maxAddedMembers of").Apply.ShouldNotContain(change => change is PlannedChange.AddMembers);
    }

    [Fact]
    public void A_rule_would_remove_everybody()
    {
        corporation.Rule = corporation.Rule with { Rule = Wish.Parse("""user.department -eq "Slaes" """) };
        corporation.Round().ShouldDoNothing().ShouldWaitForApproval("maxRemovedMembersPercent");
    }

    [Fact]
    public void A_rule_is_turned_round()
    {
        corporation.Rule = corporation.Rule with { Rule = Wish.Parse("""user.department -ne "Sales" """) };
        corporation.Round().ShouldDoNothing().ShouldWaitForApproval("maxRemovedMembersPercent");
    }

    [Fact]
    public void A_rule_has_a_pattern_that_never_ends()
    {
        Directories.Tenant.Put(CloudObjectKind.User, corporation.Staff[0].Cloud, ("department", new string('a', 5000) + "!"));
        corporation.Rule = corporation.Rule with { Rule = Wish.Parse("""user.department -match "^(?=(a+)+$)(a+)+\\1$" """) };
        corporation.Round().ShouldDoNothing();
        corporation.Problems.ShouldTell(ProblemClasses.RuleTooSlow);
    }

    [Fact]
    public void Two_policies_pick_one_group()
    {
        corporation.Further.Add(Wish.DeletingWriteback("the second by name") with { Container = SimulatedActiveDirectory.Quarantine });
        corporation.Round().ShouldDoNothing();
        corporation.Problems.ShouldTell(ProblemClasses.TargetClaimed);
    }

    [Fact]
    public void Two_rules_keep_one_group()
    {
        corporation.Further.Add(Wish.Rule("user.accountEnabled -eq false", new DynamicTarget.ExistingEntraGroup(corporation.SalesGroup), "second"));
        corporation.Round().ShouldDoNothing();
        corporation.Problems.ShouldTell(ProblemClasses.TargetClaimed);
    }

    [Fact]
    public void The_matching_is_set_to_a_key_that_nobody_has()
    {
        var mismatched = new Corporation();
        var directories = new TestDirectories(new MatchingOrder([MatchingKey.SecurityIdentifier]));
        directories.Model.ReadAll(mismatched.Directories.Domain, mismatched.Directories.Tenant);
        var plan = directories.PlanAsKnown(mismatched.Intents);
        directories.Check(plan, mismatched.Intents).ShouldDoNothing();
        plan.Problems.ShouldTell(ProblemClasses.UnmatchedMembers);
        plan.Problems.Count(problem => problem.Class == ProblemClasses.UnmatchedMembers).ShouldBe(13, "6 teams, 6 apps and the written group of the rule");
    }

    [Fact]
    public void The_anchors_of_most_people_are_overwritten()
    {
        var anchored = new Corporation(new MatchingOrder([MatchingKey.ImmutableId]));
        foreach (var person in anchored.Staff.Where((_, number) => number % 4 > 0)) anchored.Directories.Tenant.Put(CloudObjectKind.User, person.Cloud, ("onPremisesImmutableId", "overwritten"));
        anchored.Round().ShouldTakeNothingAway().ShouldWaitForApproval("maxRemovedMembersPercent");
    }

    [Fact]
    public void Mail_addresses_are_copied_from_one_to_all()
    {
        var byMail = new Corporation(new MatchingOrder([MatchingKey.Mail]));
        foreach (var person in byMail.Staff) byMail.Directories.Domain.SetText(person.OnPremises, "mail", "person0@example.com");
        byMail.Round().ShouldDoNothing();
        byMail.Problems.ShouldTell(ProblemClasses.UnmatchedMembers);
    }

    [Fact]
    public void A_script_deletes_half_of_the_users_of_Entra()
    {
        foreach (var person in corporation.Staff.Take(25)) Directories.Tenant.SoftDelete(CloudObjectKind.User, person.Cloud);
        corporation.Round().ShouldTakeNothingAway().ShouldWaitForApproval("maxRemovedMembersPercent");
        foreach (var person in corporation.Staff.Take(25)) Directories.Tenant.Restore(CloudObjectKind.User, person.Cloud);
        corporation.Round().ShouldDoNothing().ShouldHoldNothing();
    }

    [Fact]
    public void A_script_deletes_all_groups_of_Entra()
    {
        foreach (var team in corporation.Teams) Directories.Tenant.SoftDelete(CloudObjectKind.Group, team);
        corporation.Round().ShouldTakeNothingAway().ShouldWaitForApproval("maxDeletedGroupsPercent");
        foreach (var team in corporation.Teams) Directories.Tenant.Restore(CloudObjectKind.Group, team);
        corporation.Round().ShouldDoNothing().ShouldHoldNothing();
    }

    [Fact]
    public void A_script_deletes_all_groups_of_Active_Directory()
    {
        foreach (var app in corporation.Apps) Directories.Domain.Delete(app);
        corporation.Round().ShouldTakeNothingAway().ShouldWaitForApproval("maxDeletedGroupsPercent");
    }

    [Fact]
    public void A_script_turns_the_writeback_of_all_groups_off()
    {
        foreach (var team in corporation.Teams) Directories.Tenant.Put(CloudObjectKind.Group, team, ("writebackConfiguration", """{"isEnabled":false}"""));
        corporation.Round().ShouldTakeNothingAway().ShouldWaitForApproval("maxDeletedGroupsPercent");
    }

    [Fact]
    public void A_source_in_the_recycle_bin_with_a_policy_that_retains_it()
    {
        corporation.Writeback = corporation.Writeback with { SoftDeleted = RetirementPolicy.Retain };
        foreach (var team in corporation.Teams) Directories.Tenant.SoftDelete(CloudObjectKind.Group, team);
        corporation.Round().ShouldDoNothing().ShouldHoldNothing();
    }

    [Fact]
    public void The_connector_is_pointed_at_another_tenant()
    {
        var other = new SimulatedEntra();
        foreach (var person in corporation.Staff) other.PutPerson($"other {person.Cloud:D}");
        other.PutGroup("Their team", other.Users.Take(5));
        var directories = new TestDirectories();
        directories.Model.ReadAll(Directories.Domain, other);
        directories.Check(directories.PlanAsKnown(corporation.Intents), corporation.Intents).ShouldTakeNothingAway().ShouldWaitForApproval("maxDeletedGroupsPercent");
    }

    [Fact]
    public void The_connector_is_pointed_at_another_domain()
    {
        var other = new SimulatedActiveDirectory();
        foreach (var number in Enumerable.Range(0, 30)) other.PutPerson($"other{number}");
        var model = new DirectoryModel("DC=other,DC=example,DC=com", MatchingOrder.Default);
        model.ReadAll(other, Directories.Tenant);
        var plan = new Planner(model, new Sync.Selection.RuleBook(model), new Baseline()).Run(corporation.Intents, Directories.Now);
        plan.Changes.ShouldNotContain(change => change.TakesAway());
    }

    [Fact]
    public void The_policy_of_one_group_sync_excludes_everything()
    {
        corporation.GroupSync = corporation.GroupSync with { Exclude = new HashSet<Guid>(corporation.Apps) };
        corporation.Round().ShouldTakeNothingAway().ShouldWaitForApproval("maxDeletedGroupsPercent");
    }

    [Fact]
    public void A_group_of_Active_Directory_is_copied_with_its_mark()
    {
        var written = Directories.Domain.Find(corporation.WrittenFrom(corporation.Teams[0]));
        Directories.Domain.Put(written with { Id = Identity.Of("copy"), DistinguishedName = "CN=copy," + SimulatedActiveDirectory.CloudGroups });
        Directories.Tenant.RemoveMembers(corporation.Teams[0], [corporation.Staff[0].Cloud]);
        corporation.Round().ShouldDoNothing();
        corporation.Problems.ShouldTell(ProblemClasses.DuplicateAnchor);
    }

    [Fact]
    public void A_group_of_Active_Directory_is_copied_with_its_anchor()
    {
        Directories.Domain.PutGroup("copy", corporation.Staff.Skip(30).Select(person => person.OnPremises), but: item => item with { ConsistencyGuid = corporation.Apps[0] });
        corporation.Round().ShouldDoNothing();
        corporation.Problems.ShouldTell(ProblemClasses.DuplicateAnchor);
    }

    [Fact]
    public void Another_product_is_set_to_sync_the_same_groups()
    {
        var fresh = Directories.Domain.PutGroup("Both", [corporation.Staff[0].OnPremises]);
        Directories.Tenant.PutGroup("Both", with: null, isMicrosoft365: false, ("onPremisesSyncEnabled", true), ("onPremisesSecurityIdentifier", SimulatedActiveDirectory.SidOf(fresh)));
        corporation.Round().ShouldDoNothing();
        corporation.Problems.ShouldTell(ProblemClasses.SourceOfAuthorityOnPremises);
    }

    [Fact]
    public void Both_directions_are_switched_on_for_everything()
    {
        for (var round = 0; round < 4; round++)
        {
            Directories.Apply(corporation.Round().Apply);
        }

        Directories.Tenant.Groups.Count.ShouldBe(13, "6 teams, 6 apps and the group of the rule");
        Directories.Domain.Objects.Count(item => item.Kind == OnPremisesObjectKind.Group).ShouldBe(13);
    }
}
