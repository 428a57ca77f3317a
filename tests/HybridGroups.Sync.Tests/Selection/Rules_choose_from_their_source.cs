using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Selection;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Selection;

public sealed class Rules_choose_from_their_source
{
    private readonly TestDirectories directories = new();
    private readonly Person anna;
    private readonly Guid olaf;
    private readonly Guid eve;

    public Rules_choose_from_their_source()
    {
        anna = directories.Person("anna");
        olaf = directories.Domain.PutPerson("olaf");
        eve = directories.Tenant.PutPerson("eve");
        foreach (var id in new[] { anna.OnPremises, olaf }) directories.Domain.SetText(id, "department", "Sales");
        directories.Tenant.Put(CloudObjectKind.User, eve, ("department", "Sales"));
        directories.Read();
    }

    [Fact]
    public void A_rule_on_Entra_sees_nothing_of_Active_Directory() => Choose(RuleSource.Entra, """user.department -eq "Sales" """).ShouldBe([eve]);

    [Fact]
    public void A_rule_on_Active_Directory_sees_nothing_of_Entra() => Choose(RuleSource.ActiveDirectory, """user.department -eq "Sales" """).ShouldBe([anna.OnPremises, olaf], ignoreOrder: true);

    [Fact]
    public void A_rule_on_both_sees_everybody_once_under_the_id_of_Entra_where_there_is_one() =>
        Choose(RuleSource.Merged, """user.department -eq "Sales" """).ShouldBe([anna.Cloud, olaf, eve], ignoreOrder: true);

    [Fact]
    public void In_a_merged_rule_the_word_of_Entra_counts_where_both_have_a_value()
    {
        directories.Tenant.Put(CloudObjectKind.User, anna.Cloud, ("department", "IT"));
        directories.ReadChanges();
        Choose(RuleSource.Merged, """user.department -eq "Sales" """).ShouldBe([olaf, eve], ignoreOrder: true);
    }

    [Fact]
    public void In_a_merged_rule_a_change_in_Active_Directory_reaches_the_one_in_Entra()
    {
        Choose(RuleSource.Merged, """user.department -eq "IT" """).ShouldBeEmpty();
        directories.Domain.SetText(anna.OnPremises, "department", "IT");
        directories.ReadChanges();
        Choose(RuleSource.Merged, """user.department -eq "IT" """).ShouldBe([anna.Cloud]);
    }

    [Fact]
    public void Names_of_Active_Directory_are_read_under_those_of_Entra()
    {
        directories.Domain.SetText(anna.OnPremises, "l", "Bergen");
        directories.Domain.SetText(anna.OnPremises, "title", "Clerk");
        directories.Domain.SetText(anna.OnPremises, "userAccountControl", "514");
        directories.ReadChanges();
        Choose(RuleSource.ActiveDirectory, """(user.city -eq "Bergen") -and (user.jobTitle -eq "Clerk") -and (user.accountEnabled -eq false)""").ShouldBe([anna.OnPremises]);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("<GUID={1}>;<SID=S-1-5-21-1-2-3-4>;{0}")]
    [InlineData("<GUID={1}>;<SID=S-1-5-21-1-2-3-4>;CN=called otherwise before,DC=corp")]
    public void A_manager_is_found_by_the_name_or_by_the_identity_before_it(string form)
    {
        directories.Domain.SetText(olaf, "manager", string.Format(null, form, directories.Domain.Find(anna.OnPremises).DistinguishedName, anna.OnPremises));
        directories.ReadChanges();
        Choose(RuleSource.ActiveDirectory, $"Direct Reports for \"{anna.OnPremises}\"").ShouldBe([anna.OnPremises, olaf], ignoreOrder: true);
        Choose(RuleSource.ActiveDirectory, $"Indirect Reports for \"{anna.OnPremises}\"").ShouldBe([anna.OnPremises, olaf], ignoreOrder: true);
    }

    [Fact]
    public void A_manager_who_is_in_both_is_named_by_the_id_of_Entra_in_a_merged_rule()
    {
        directories.Domain.SetText(olaf, "manager", directories.Domain.Find(anna.OnPremises).DistinguishedName);
        directories.ReadChanges();
        Choose(RuleSource.Merged, $"Direct Reports for \"{anna.Cloud}\"").ShouldBe([anna.Cloud, olaf], ignoreOrder: true);
        Choose(RuleSource.Merged, $"Indirect Reports for \"{anna.Cloud}\"").ShouldBe([anna.Cloud, olaf], ignoreOrder: true);
    }

    [Fact]
    public void MemberOf_follows_the_members_of_a_group()
    {
        var group = directories.Tenant.PutGroup("Sales", [anna.Cloud]);
        var text = $"user.memberOf -any (group.objectId -in ['{group}'])";
        directories.ReadChanges();
        Choose(RuleSource.Entra, text).ShouldBe([anna.Cloud]);
        directories.Tenant.AddMembers(group, [eve]);
        directories.ReadChanges();
        Choose(RuleSource.Entra, text).ShouldBe([anna.Cloud, eve], ignoreOrder: true);
        directories.Tenant.RemoveMembers(group, [anna.Cloud]);
        directories.ReadChanges();
        Choose(RuleSource.Entra, text).ShouldBe([eve]);
    }

    [Fact]
    public void MemberOf_a_group_in_the_recycle_bin_chooses_nobody_and_everybody_again_when_it_is_restored()
    {
        var group = directories.Tenant.PutGroup("Sales", [anna.Cloud]);
        var text = $"user.memberOf -any (group.objectId -in ['{group}'])";
        directories.ReadChanges();
        Choose(RuleSource.Entra, text).ShouldBe([anna.Cloud]);
        directories.Tenant.SoftDelete(CloudObjectKind.Group, group);
        directories.ReadChanges();
        Choose(RuleSource.Entra, text).ShouldBeEmpty();
        directories.Tenant.Restore(CloudObjectKind.Group, group);
        directories.ReadChanges();
        Choose(RuleSource.Entra, text).ShouldBe([anna.Cloud]);
    }

    [Fact]
    public void Time_alone_changes_whom_a_rule_chooses_and_the_next_moment_is_known()
    {
        directories.Tenant.Put(CloudObjectKind.User, eve, ("employeeHireDate", "2026-03-08T00:00:00Z"));
        directories.ReadChanges();
        Choose(RuleSource.Entra, "user.employeeHireDate -le system.now").ShouldBeEmpty();
        var hired = directories.Rules.NextWake();
        hired.ShouldBe(new DateTimeOffset(2026, 3, 8, 0, 0, 0, TimeSpan.Zero));
        directories.Now = hired!.Value;
        Choose(RuleSource.Entra, "user.employeeHireDate -le system.now").ShouldBe([eve]);
    }

    [Fact]
    public void A_clock_that_goes_back_takes_back_what_time_alone_decided()
    {
        directories.Tenant.Put(CloudObjectKind.User, eve, ("employeeHireDate", "2026-03-08T00:00:00Z"));
        directories.ReadChanges();
        directories.Now = TestDirectories.Start.AddDays(30);
        Choose(RuleSource.Entra, "user.employeeHireDate -le system.now").ShouldBe([eve]);
        directories.Now = TestDirectories.Start;
        Choose(RuleSource.Entra, "user.employeeHireDate -le system.now").ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_with_another_text_under_the_same_name_is_evaluated_anew()
    {
        Choose(RuleSource.Entra, """user.department -eq "Sales" """).ShouldBe([eve]);
        Choose(RuleSource.Entra, """user.department -ne "Sales" """).ShouldBe([anna.Cloud]);
    }

    [Fact]
    public void A_rule_that_changes_its_source_is_evaluated_there()
    {
        Choose(RuleSource.Entra, """user.department -eq "Sales" """).ShouldBe([eve]);
        Choose(RuleSource.ActiveDirectory, """user.department -eq "Sales" """).Length.ShouldBe(2);
        Choose(RuleSource.Entra, """user.department -eq "Sales" """).ShouldBe([eve]);
    }

    private Guid[] Choose(RuleSource source, string text)
    {
        directories.Rules.Refresh(new Dictionary<string, BookedRule>(StringComparer.Ordinal) { ["it"] = new(Wish.Parse(text), source) }, directories.Now);
        return [.. directories.Rules.MembersOf("it").ObjectIds().Select(Guid.Parse)];
    }
}
