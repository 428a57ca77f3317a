using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Accidents;

public sealed class When_a_directory_is_not_read_as_it_is
{
    private readonly Corporation corporation = new();

    private TestDirectories Directories => corporation.Directories;

    private DirectoryModel Model => corporation.Directories.Model;

    [Fact]
    public void Nothing_has_happened() => corporation.Round().ShouldDoNothing().ShouldHoldNothing();

    [Fact]
    public void Active_Directory_is_empty()
    {
        Model.OnPremises.BeginFull();
        Model.OnPremises.CompleteFull(Reading.Cookie);
        corporation.RoundAsKnown().ShouldTakeNothingAway().ShouldWaitForApproval("Active Directory has");
    }

    [Fact]
    public void Entra_is_empty()
    {
        foreach (var kind in Reading.Kinds) Model.ReadAll(kind, []);
        corporation.RoundAsKnown().ShouldTakeNothingAway().ShouldWaitForApproval("Entra has");
    }

    [Fact]
    public void Active_Directory_is_empty_and_nobody_remembers_what_it_had()
    {
        Directories.OnPremisesObjectsBefore = null;
        corporation.Writeback = corporation.Writeback with { IsSuspended = true };
        corporation.GroupSync = corporation.GroupSync with { Include = new HashSet<Guid>(corporation.Apps) };
        Model.OnPremises.BeginFull();
        Model.OnPremises.CompleteFull(Reading.Cookie);
        corporation.RoundAsKnown().ShouldTakeNothingAway().ShouldWaitForApproval("Active Directory");
    }

    [Fact]
    public void A_small_Active_Directory_with_one_synced_group_is_empty()
    {
        var small = new TestDirectories();
        small.Domain.PutGroup("APP", [small.Person("anna").OnPremises]);
        small.Settle(Wish.DeletingGroupSync());
        (small.OnPremisesObjectsBefore, small.CloudObjectsBefore) = (2, 2);
        small.Model.OnPremises.BeginFull();
        small.Model.OnPremises.CompleteFull(Reading.Cookie);
        small.Check(small.PlanAsKnown(Wish.DeletingGroupSync()), Wish.DeletingGroupSync()).ShouldDoNothing().ShouldWaitForApproval("Active Directory");
    }

    [Fact]
    public void A_small_tenant_lists_its_groups_and_no_users()
    {
        var small = new TestDirectories();
        small.Tenant.PutGroup("Team", [small.Person("anna").Cloud, small.Person("bert").Cloud]);
        small.Settle(Wish.Writeback());
        small.Model.ReadAll(CloudObjectKind.User, []);
        small.Check(small.PlanAsKnown(Wish.Writeback()), Wish.Writeback()).ShouldDoNothing().ShouldWaitForApproval("Entra");
    }

    [Fact]
    public void The_import_of_Active_Directory_ends_halfway()
    {
        Model.OnPremises.BeginFull();
        foreach (var change in Directories.Domain.Everything().Take(20)) Model.OnPremises.Apply(change);
        Model.OnPremisesIsCurrent = false;
        corporation.RoundAsKnown().ShouldDoNothing();
        Model.OnPremises.AbandonFull();
        corporation.RoundAsKnown().ShouldDoNothing();
        Model.ProveComplete().ShouldBeNull();
    }

    [Theory]
    [InlineData(CloudObjectKind.User)]
    [InlineData(CloudObjectKind.Group)]
    public void A_full_round_of_Entra_ends_halfway(CloudObjectKind kind)
    {
        Model.Cloud.Apply(new CloudChange.RoundStarted(kind, IsFull: true));
        foreach (var change in Directories.Tenant.Everything(kind).Take(5)) Model.Cloud.Apply(change);
        corporation.RoundAsKnown().ShouldDoNothing();
        Model.Cloud.Apply(new CloudChange.RoundAbandoned(kind, "503"));
        corporation.RoundAsKnown().ShouldDoNothing();
    }

    [Fact]
    public void The_first_import_ends_halfway()
    {
        var anew = new TestDirectories();
        foreach (var change in Directories.Domain.Everything().Take(20)) anew.Model.OnPremises.Apply(change);
        anew.Model.OnPremisesIsCurrent = true;
        anew.Model.ReadAll(Directories.Tenant);
        anew.Model.ProveComplete().ShouldBeNull();
        anew.Check(anew.PlanAsKnown(corporation.Intents), corporation.Intents).ShouldTakeNothingAway();
    }

    [Fact]
    public void Active_Directory_cannot_be_reached_while_Entra_takes_away_and_gives()
    {
        Model.OnPremisesIsCurrent = false;
        Directories.Tenant.RemoveMembers(corporation.Teams[0], [corporation.Staff[0].Cloud]);
        Directories.Tenant.AddMembers(corporation.Teams[1], [corporation.Staff[39].Cloud]);
        Directories.Tenant.HardDelete(CloudObjectKind.Group, corporation.Teams[2]);
        corporation.Round().ShouldTakeNothingAway().Apply.ShouldHaveSingleItem().ShouldBeOfType<PlannedChange.AddMembers>();
        Model.ProveComplete().ShouldBeNull();
    }

    [Fact]
    public void The_token_for_Entra_has_expired_while_Active_Directory_takes_away_and_gives()
    {
        Model.CloudIsCurrent = false;
        Directories.Domain.Delete(corporation.Apps[0]);
        Directories.Domain.RemoveMembers(corporation.Apps[1], [corporation.Staff[4].OnPremises]);
        Directories.Domain.AddMembers(corporation.Apps[2], [corporation.Staff[39].OnPremises]);
        corporation.Round().ShouldTakeNothingAway().Apply.ShouldHaveSingleItem().ShouldBeOfType<PlannedChange.AddMembers>();
        Model.ProveComplete().ShouldBeNull();
    }

    [Fact]
    public void The_account_may_no_longer_read_the_half_of_Active_Directory()
    {
        ReadWithout(item => item.Id.ToByteArray()[0] % 3 != 0);
        corporation.RoundAsKnown().ShouldTakeNothingAway().ShouldWaitForApproval("of the");
    }

    [Fact]
    public void The_account_may_no_longer_read_the_members_of_groups()
    {
        Model.OnPremises.BeginFull();
        foreach (var change in Directories.Domain.Everything().Where(change => change is OnPremisesChange.Upserted)) Model.OnPremises.Apply(change);
        Model.OnPremises.CompleteFull(Reading.Cookie);
        var verdict = corporation.RoundAsKnown().ShouldTakeNothingAway().ShouldWaitForApproval("maxRemovedMembersPercent");
        verdict.Held!.RemovedMembers.ShouldBe(72);
    }

    [Fact]
    public void The_account_may_no_longer_read_people()
    {
        ReadWithout(item => item.Kind == OnPremisesObjectKind.User);
        corporation.RoundAsKnown().ShouldTakeNothingAway();
        corporation.Problems.ShouldTell(ProblemClasses.UnmatchedMembers);
    }

    [Fact]
    public void The_account_may_no_longer_read_the_written_groups()
    {
        ReadWithout(item => item.Group?.WrittenBackFrom is not null);
        corporation.RoundAsKnown().ShouldTakeNothingAway().Apply.Count(change => change is PlannedChange.CreateOnPremisesGroup).ShouldBe(7, "creating adopts what has the mark");
    }

    [Fact]
    public void Active_Directory_was_restored_from_a_backup_of_before_the_groups()
    {
        foreach (var app in corporation.Apps.Skip(1)) Directories.Domain.Delete(app);
        corporation.Round().ShouldTakeNothingAway().ShouldWaitForApproval("maxDeletedGroupsPercent");
    }

    [Fact]
    public void Active_Directory_was_restored_from_a_backup_with_old_members()
    {
        foreach (var app in corporation.Apps) Directories.Domain.RemoveMembers(app, [.. Directories.Domain.MembersOf(app).Take(6)]);
        corporation.Round().ShouldTakeNothingAway().ShouldWaitForApproval("maxRemovedMembersPercent");
    }

    [Fact]
    public void A_backup_of_Active_Directory_without_the_written_groups_makes_them_again_and_deletes_nothing()
    {
        foreach (var team in corporation.Teams) Directories.Domain.Delete(corporation.WrittenFrom(team));
        var verdict = corporation.Round().ShouldTakeNothingAway().ShouldHoldNothing();
        Directories.Apply(verdict.Apply).Failed.ShouldBeEmpty();
        corporation.Round().ShouldDoNothing();
    }

    [Fact]
    public void The_cookie_is_refused_and_everything_is_read_again()
    {
        Model.OnPremises.ForgetCookie();
        Model.ReadAll(Directories.Domain);
        corporation.RoundAsKnown().ShouldDoNothing().ShouldHoldNothing();
    }

    [Fact]
    public void The_operator_starts_again_without_its_memory()
    {
        Directories.Restart();
        corporation.RoundAsKnown().ShouldDoNothing().ShouldHoldNothing();
    }

    [Fact]
    public void Changes_are_told_a_second_time()
    {
        foreach (var kind in Reading.Kinds)
        {
            Model.Cloud.Apply(new CloudChange.RoundStarted(kind, IsFull: false));
            foreach (var change in Directories.Tenant.Everything(kind)) Model.Cloud.Apply(change);
            Model.Cloud.Apply(Reading.Completed(kind));
        }

        foreach (var change in Directories.Domain.Everything()) Model.OnPremises.Apply(change);
        corporation.RoundAsKnown().ShouldDoNothing();
    }

    [Fact]
    public void The_domain_controller_spells_names_another_way()
    {
        foreach (var item in Directories.Domain.Objects.ToArray())
        {
            Directories.Domain.Rename(item.Id, item.DistinguishedName.Replace("OU=", "ou=", StringComparison.Ordinal).Replace(",", ", ", StringComparison.Ordinal).Replace("DC=corp", "dc=CORP", StringComparison.Ordinal));
        }

        corporation.Round().ShouldDoNothing();
    }

    [Fact]
    public void The_domain_controller_escapes_names_another_way()
    {
        var team = Directories.Tenant.PutGroup("Sales, North + South");
        corporation.Writeback = corporation.Writeback with { CommonName = "{displayName}" };
        corporation.Settle();
        Directories.Domain.Rename(corporation.WrittenFrom(team), $@"CN=Sales\2C North \2B South,{SimulatedActiveDirectory.CloudGroups}");
        corporation.Round().ShouldDoNothing();
    }

    [Fact]
    public void People_are_moved_and_renamed_in_Active_Directory()
    {
        foreach (var person in corporation.Staff) Directories.Domain.TryMove(person.OnPremises, $"renamed {person.OnPremises:D}"[..20] + person.OnPremises.ToString("N"), "OU=Other," + SimulatedActiveDirectory.BaseName).ShouldBeTrue();
        corporation.Round().ShouldDoNothing();
    }

    [Fact]
    public void A_clock_that_jumps_ahead_makes_everybody_leave_at_once()
    {
        foreach (var person in corporation.Staff) Directories.Tenant.Put(CloudObjectKind.User, person.Cloud, ("employeeLeaveDateTime", "2027-01-01T00:00:00Z"));
        corporation.Rule = corporation.Rule with { Rule = Wish.Parse("""(user.department -eq "Sales") -and (user.employeeHireDate -ge (system.now -minus P365D))""") };
        foreach (var person in corporation.Staff.Take(15)) Directories.Tenant.Put(CloudObjectKind.User, person.Cloud, ("employeeHireDate", "2026-01-01T00:00:00Z"));
        corporation.Settle();
        Directories.Now = TestDirectories.Start.AddYears(10);
        corporation.Round().ShouldTakeNothingAway().ShouldWaitForApproval("maxRemovedMembersPercent");
    }

    [Fact]
    public void A_clock_that_jumps_back_makes_everybody_a_newcomer()
    {
        corporation.Rule = corporation.Rule with { Rule = Wish.Parse("""(user.department -eq "Sales") -and (user.employeeHireDate -le system.now)""") };
        foreach (var person in corporation.Staff.Take(15)) Directories.Tenant.Put(CloudObjectKind.User, person.Cloud, ("employeeHireDate", "2026-01-01T00:00:00Z"));
        corporation.Settle();
        Directories.Now = TestDirectories.Start.AddYears(-10);
        corporation.Round().ShouldTakeNothingAway().ShouldWaitForApproval("maxRemovedMembersPercent");
    }

    private void ReadWithout(Func<OnPremisesObject, bool> isHidden)
    {
        Model.OnPremises.BeginFull();
        var hidden = Directories.Domain.Objects.Where(isHidden).Select(item => item.Id).ToHashSet();
        foreach (var change in Directories.Domain.Everything())
        {
            var id = change switch
            {
                OnPremisesChange.Upserted upserted => upserted.Object.Id,
                OnPremisesChange.MembersReplaced replaced => replaced.Group,
                _ => Guid.Empty,
            };
            if (!hidden.Contains(id)) Model.OnPremises.Apply(change);
        }

        Model.OnPremises.CompleteFull(Reading.Cookie);
    }
}
