using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Selection;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Accidents;

public sealed class When_nobody_can_say_who_is_who
{
    private readonly TestDirectories directories = new(new MatchingOrder([MatchingKey.Mail]));
    private readonly Person anna;
    private readonly Person ben;

    // Who is known all the time: a group that would lose everybody is another accident.
    private readonly Person carl;

    public When_nobody_can_say_who_is_who()
    {
        (anna, ben, carl) = (directories.Person("anna"), directories.Person("ben"), directories.Person("carl"));
        foreach (var (person, name) in new[] { (anna, "anna"), (ben, "ben"), (carl, "carl") }) directories.Domain.SetText(person.OnPremises, "mail", $"{name}@example.com");
    }

    [Fact]
    public void The_mail_address_of_one_is_given_to_another_and_it_is_told_with_all_of_them()
    {
        Confuse();
        directories.Plan();
        var problem = directories.PlanAsKnown().Problems.ShouldHaveSingleItem();
        (problem.Class, problem.Object).ShouldBe((ProblemClasses.AmbiguousMatch, "anna@example.com"));
        foreach (var name in new[] { "CN=anna,", "CN=ben,", "anna@example.com" }) problem.Message.ShouldContain(name);
        problem.Remedy.ShouldNotBeEmpty();
    }

    [Fact]
    public void Nobody_is_matched_by_it()
    {
        Confuse();
        directories.Read().Model.People.CloudOf(anna.OnPremises).ShouldBeNull();
        directories.Model.People.CloudOf(ben.OnPremises).ShouldBeNull();
    }

    [Fact]
    public void Nobody_is_removed_from_a_written_group()
    {
        directories.Tenant.PutGroup("Sales", [anna.Cloud, carl.Cloud]);
        directories.Settle(Wish.Writeback());
        Confuse();
        directories.Plan(Wish.Writeback()).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_is_removed_from_a_synced_group()
    {
        directories.Domain.PutGroup("APP", [anna.OnPremises, carl.OnPremises]);
        directories.Settle(Wish.GroupSync());
        Confuse();
        directories.Plan(Wish.GroupSync()).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_is_removed_from_the_group_of_a_rule_over_the_other_directory()
    {
        var rule = Wish.Rule("user.accountEnabled -eq true", Wish.MadeOnPremises());
        directories.Settle(rule);
        directories.Domain.MembersOf(directories.Domain.Objects.Single(item => item.Group?.WrittenBackFrom is not null).Id).ShouldContain(anna.OnPremises);
        Confuse();
        var outcome = directories.Plan(rule).OutcomeOf(rule.Ref)!;
        directories.Plan(rule).All<PlannedChange.RemoveMembers>().SelectMany(change => change.Members).Select(member => member.Id).ShouldNotContain(anna.OnPremises);
        outcome.Unmatched.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Who_really_leaves_the_source_is_removed_all_the_same()
    {
        var sales = directories.Tenant.PutGroup("Sales", [anna.Cloud, carl.Cloud]);
        directories.Settle(Wish.Writeback());
        Confuse();
        directories.Tenant.RemoveMembers(sales, [anna.Cloud]);
        var removed = directories.Plan(Wish.Writeback()).Only<PlannedChange.RemoveMembers>();
        removed.Members.Select(member => member.Id).ShouldContain(anna.OnPremises);
    }

    [Fact]
    public void A_rule_over_the_directory_of_its_group_needs_no_matching()
    {
        var rule = Wish.Rule("user.accountEnabled -eq true", Wish.MadeInEntra(), source: RuleSource.Entra);
        directories.Settle(rule);
        Confuse();
        directories.Tenant.Put(CloudObjectKind.User, anna.Cloud, ("accountEnabled", false));
        directories.Plan(rule).Only<PlannedChange.RemoveMembers>().Members.ShouldHaveSingleItem().Id.ShouldBe(anna.Cloud);
    }

    [Fact]
    public void A_later_key_that_tells_them_apart_makes_good_for_it()
    {
        var told = new TestDirectories(new MatchingOrder([MatchingKey.Mail, MatchingKey.UserPrincipalName]));
        foreach (var name in new[] { "anna", "ben" })
        {
            var person = told.Person(name);
            told.Domain.SetText(person.OnPremises, "mail", "anna@example.com");
            told.Domain.SetText(person.OnPremises, "userPrincipalName", $"{name}@example.com");
        }

        told.Plan().Problems.ShouldBeEmpty();
        told.Model.People.Ambiguous.ShouldBeEmpty();
        told.Model.People.Count.ShouldBe(2);
    }

    private void Confuse() => directories.Domain.SetText(ben.OnPremises, "mail", "anna@example.com");
}
