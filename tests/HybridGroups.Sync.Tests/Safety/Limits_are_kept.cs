using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Safety;
using HybridGroups.Sync.Tests.Accidents;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Safety;

public sealed class Limits_are_kept
{
    private static readonly Limits None = new()
    {
        DeletedGroups = int.MaxValue,
        DeletedGroupsPercent = 100,
        RemovedMembers = int.MaxValue,
        RemovedMembersPercent = 100,
        AddedMembers = int.MaxValue,
        AddedMembersPercent = 100000,
    };

    private readonly Corporation corporation = new();

    public Limits_are_kept() => (corporation.Writeback, corporation.GroupSync, corporation.Rule, Directories.Limits) =
        (corporation.Writeback with { Limits = None }, corporation.GroupSync with { Limits = None }, corporation.Rule with { Limits = None }, None);

    private TestDirectories Directories => corporation.Directories;

    [Theory]
    [InlineData(3, false)]
    [InlineData(2, true)]
    [InlineData(0, true)]
    public void Deleted_groups(int limit, bool isHeld)
    {
        Directories.Limits = None with { DeletedGroups = limit };
        foreach (var app in corporation.Apps.Take(3)) Directories.Domain.Delete(app);
        Expect(isHeld, "maxDeletedGroups of");
    }

    [Theory]
    [InlineData(22, false)] // 3 of 14
    [InlineData(20, true)]
    [InlineData(0, true)]
    public void Deleted_groups_in_percent_of_all_that_are_kept(int percent, bool isHeld)
    {
        Directories.Limits = None with { DeletedGroupsPercent = percent };
        foreach (var app in corporation.Apps.Take(3)) Directories.Domain.Delete(app);
        Expect(isHeld, "maxDeletedGroupsPercent");
    }

    [Fact]
    public void Groups_with_the_mark_of_somebody_else_do_not_make_a_deletion_look_small()
    {
        Directories.Limits = None with { DeletedGroupsPercent = 20 };
        for (var number = 0; number < 40; number++)
        {
            // Written by another product elsewhere in the domain, and made by another connector's rules.
            var foreign = Directories.Domain.PutGroup($"foreign{number}");
            Directories.Domain.Change(foreign, item => item with { Group = item.Group! with { WrittenBackFrom = new WritebackAnchor(Identity.Of($"another/{number}")) } });
            Directories.Tenant.PutGroup($"rule{number}", with: null, isMicrosoft365: false, ("uniqueName", CloudAnchor.ForRule(Identity.Of($"rule of another/{number}")).ToString()), ("writebackConfiguration", null));
        }

        foreach (var app in corporation.Apps.Take(3)) Directories.Domain.Delete(app);
        Expect(isHeld: true, "3 of 14 groups would be deleted, and maxDeletedGroupsPercent");
    }

    [Fact]
    public void Quarantined_groups_count_as_deleted()
    {
        Directories.Limits = None with { DeletedGroups = 0 };
        corporation.Writeback = corporation.Writeback with { SoftDeleted = RetirementPolicy.Quarantine };
        Directories.Tenant.SoftDelete(CloudObjectKind.Group, corporation.Teams[0]);
        Expect(isHeld: true, "maxDeletedGroups of");
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(3, true)]
    public void Removed_members_in_all_groups_together(int limit, bool isHeld)
    {
        Directories.Limits = None with { RemovedMembers = limit };
        foreach (var team in corporation.Teams.Take(2)) Directories.Tenant.RemoveMembers(team, [.. Directories.Tenant.MembersOf(team).Take(2)]);
        Expect(isHeld, "maxRemovedMembers of");
    }

    [Theory]
    [InlineData(25, false)] // 3 of 12
    [InlineData(24, true)]
    public void Removed_members_in_percent_of_one_group(int percent, bool isHeld)
    {
        Directories.Limits = None with { RemovedMembersPercent = percent };
        Directories.Tenant.RemoveMembers(corporation.Teams[0], [.. Directories.Tenant.MembersOf(corporation.Teams[0]).Take(3)]);
        Expect(isHeld, "maxRemovedMembersPercent");
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(3, true)]
    public void Added_members_in_all_groups_together(int limit, bool isHeld)
    {
        Directories.Limits = None with { AddedMembers = limit };
        foreach (var team in corporation.Teams.Take(2)) Directories.Tenant.AddMembers(team, corporation.Staff.Skip(38).Select(person => person.Cloud));
        Expect(isHeld, "maxAddedMembers of");
    }

    [Theory]
    [InlineData(100, false)] // 12 join 12
    [InlineData(99, true)]
    public void Added_members_in_percent_of_one_group(int percent, bool isHeld)
    {
        Directories.Limits = None with { AddedMembersPercent = percent };
        Directories.Tenant.AddMembers(corporation.Teams[0], corporation.Staff.Skip(20).Take(12).Select(person => person.Cloud));
        Expect(isHeld, "maxAddedMembersPercent");
    }

    [Fact]
    public void The_first_fill_of_a_group_is_exempt_unless_it_is_asked_to_count()
    {
        Directories.Limits = None with { AddedMembers = 1 };
        Directories.Tenant.PutGroup("new", corporation.Staff.Take(5).Select(person => person.Cloud));
        corporation.Round().ShouldHoldNothing();
        Directories.Limits = Directories.Limits with { CountsFirstFill = true };
        corporation.Round().ShouldWaitForApproval("maxAddedMembers of").Apply.ShouldHaveSingleItem().ShouldBeOfType<PlannedChange.CreateOnPremisesGroup>();
    }

    [Fact]
    public void What_is_harmless_goes_ahead_while_the_rest_is_held()
    {
        Directories.Limits = new Limits();
        foreach (var app in corporation.Apps.Take(3)) Directories.Domain.Delete(app);
        Directories.Tenant.AddMembers(corporation.Teams[0], [corporation.Staff[39].Cloud]);
        var verdict = corporation.Round().ShouldTakeNothingAway().ShouldWaitForApproval("maxDeletedGroupsPercent");
        verdict.Apply.ShouldHaveSingleItem().ShouldBeOfType<PlannedChange.AddMembers>();
    }

    [Fact]
    public void One_group_that_loses_too_much_does_not_hold_the_others()
    {
        Directories.Limits = new Limits();
        Directories.Tenant.RemoveMembers(corporation.Teams[0], [.. Directories.Tenant.MembersOf(corporation.Teams[0]).Take(6)]);
        Directories.Tenant.RemoveMembers(corporation.Teams[1], [.. Directories.Tenant.MembersOf(corporation.Teams[1]).Take(1)]);
        var verdict = corporation.Round();
        verdict.Apply.ShouldHaveSingleItem().Group.Id.ShouldBe(corporation.WrittenFrom(corporation.Teams[1]));
        verdict.Held!.Changes.ShouldHaveSingleItem().Group.Id.ShouldBe(corporation.WrittenFrom(corporation.Teams[0]));
    }

    [Fact]
    public void A_policy_may_tighten_the_limits_of_its_connector()
    {
        corporation.Writeback = corporation.Writeback with { Limits = None with { RemovedMembers = 0 } };
        Directories.Tenant.RemoveMembers(corporation.Teams[0], [.. Directories.Tenant.MembersOf(corporation.Teams[0]).Take(1)]);
        Directories.Domain.RemoveMembers(corporation.Apps[0], [.. Directories.Domain.MembersOf(corporation.Apps[0]).Take(1)]);
        var verdict = corporation.Round().ShouldWaitForApproval($"of {corporation.Writeback.Ref}");
        verdict.Apply.ShouldHaveSingleItem().Intent.ShouldBe(corporation.GroupSync.Ref);
    }

    [Fact]
    public void A_policy_does_not_loosen_the_limits_of_its_connector()
    {
        Directories.Limits = None with { RemovedMembers = 0 };
        Directories.Tenant.RemoveMembers(corporation.Teams[0], [.. Directories.Tenant.MembersOf(corporation.Teams[0]).Take(1)]);
        corporation.Round().ShouldDoNothing().ShouldWaitForApproval("of the connector");
    }

    [Theory]
    [InlineData(0, 1000, 0)]
    [InlineData(5, 3, 1)]
    [InlineData(5, 100, 5)]
    [InlineData(5, 119, 5)]
    [InlineData(100, 7, 7)]
    [InlineData(100, int.MaxValue, int.MaxValue)]
    [InlineData(1000, int.MaxValue, int.MaxValue)]
    public void A_percentage_allows_a_whole_number(int percent, int of, int allowed) => Limits.Allowed(percent, of).ShouldBe(allowed);

    [Fact]
    public void A_side_that_lost_half_of_its_objects_takes_nothing_away()
    {
        Directories.OnPremisesObjectsBefore = Directories.Model.OnPremises.Count * 2L;
        Directories.Tenant.RemoveMembers(corporation.Teams[0], [.. Directories.Tenant.MembersOf(corporation.Teams[0]).Take(1)]);
        Directories.Tenant.AddMembers(corporation.Teams[1], [corporation.Staff[39].Cloud]);
        corporation.Round().ShouldWaitForApproval("Active Directory has only").Apply.ShouldHaveSingleItem().ShouldBeOfType<PlannedChange.AddMembers>();
    }

    private void Expect(bool isHeld, string because)
    {
        var verdict = corporation.Round();
        if (isHeld) verdict.ShouldDoNothing().ShouldWaitForApproval(because);
        else verdict.ShouldHoldNothing().Apply.ShouldNotBeEmpty();
    }
}
