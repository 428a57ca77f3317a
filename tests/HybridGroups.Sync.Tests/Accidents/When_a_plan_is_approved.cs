using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Safety;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Accidents;

public sealed class When_a_plan_is_approved
{
    private readonly Corporation corporation = new();

    private TestDirectories Directories => corporation.Directories;

    private Approvals Approvals => corporation.Directories.Approvals;

    [Fact]
    public void It_is_carried_out()
    {
        var held = Hold(3);
        Approvals.Approve(held.Hash);
        corporation.Round().ShouldHoldNothing().Apply.Count(change => change is PlannedChange.DeleteCloudGroup).ShouldBe(3);
    }

    [Fact]
    public void Another_plan_is_not()
    {
        var other = HeldChanges.HashOf(["another"]);
        Hold(3);
        Approvals.Approve(other);
        corporation.Round().ShouldDoNothing().ShouldWaitForApproval("maxDeletedGroupsPercent");
    }

    [Fact]
    public void A_plan_that_has_grown_since_is_not_and_none_of_it()
    {
        var held = Hold(3);
        Directories.Domain.Delete(corporation.Apps[3]);
        Approvals.Approve(held.Hash);
        corporation.Round().ShouldDoNothing().Held!.DeletedGroups.ShouldBe(4);
    }

    [Fact]
    public void A_plan_of_the_same_size_with_other_groups_is_not()
    {
        var held = Hold(3);
        Directories.Domain.PutGroup("APP-0", corporation.Staff.Take(12).Select(person => person.OnPremises));
        Directories.Domain.Delete(corporation.Apps[5]);
        Approvals.Approve(held.Hash);
        corporation.Round().ShouldTakeNothingAway().Held!.DeletedGroups.ShouldBe(3);
    }

    [Fact]
    public void A_plan_that_has_shrunk_since_still_is()
    {
        var held = Hold(4);
        Directories.Domain.PutGroup("APP-0", corporation.Staff.Take(12).Select(person => person.OnPremises));
        Approvals.Approve(held.Hash);
        corporation.Round().ShouldHoldNothing().Apply.Count(change => change is PlannedChange.DeleteCloudGroup).ShouldBe(3);
    }

    [Fact]
    public void What_is_not_held_does_not_change_what_is_approved()
    {
        var held = Hold(3);
        foreach (var person in corporation.Staff.Skip(35)) Directories.Tenant.AddMembers(corporation.Teams[0], [person.Cloud]);
        corporation.Round().Held!.Hash.ShouldBe(held.Hash);
        Approvals.Approve(held.Hash);
        corporation.Round().ShouldHoldNothing();
    }

    [Fact]
    public void Once_it_was_carried_out_the_same_again_needs_a_new_approval()
    {
        var staff = corporation.Staff.Take(6).Select(person => person.Cloud).ToArray();
        Directories.Tenant.RemoveMembers(corporation.Teams[0], staff);
        var held = corporation.Round().ShouldDoNothing().Held!;
        Approvals.Shown(held);
        Approvals.Approve(held.Hash);
        Directories.Apply(corporation.Round().ShouldHoldNothing().Apply);
        Approvals.Used();

        Directories.Tenant.AddMembers(corporation.Teams[0], staff);
        Directories.Apply(corporation.Round().Apply);
        Directories.Tenant.RemoveMembers(corporation.Teams[0], staff);
        Approvals.Approve(held.Hash); // the annotation is still there
        corporation.Round().ShouldDoNothing().Held!.Hash.ShouldBe(held.Hash);
    }

    [Fact]
    public void After_a_restart_the_approval_of_exactly_this_plan_is_still_good()
    {
        var held = Hold(3);
        var anew = new Approvals();
        anew.Approve(held.Hash);
        anew.Cover(corporation.Round().Held!).ShouldBeTrue();
    }

    [Fact]
    public void It_was_shown_in_many_forms_before_and_after_the_one_that_somebody_approves()
    {
        var held = Hold(6);
        void ShowOthers(int from, int count)
        {
            foreach (var number in Enumerable.Range(from, count)) Approvals.Shown(new HeldChanges([.. held.Changes.Where((_, index) => ((number >> index) & 1) == 1)], held.Reasons));
        }

        ShowOthers(1, 40);
        Approvals.Shown(held);
        ShowOthers(41, 10);
        Approvals.Approve(held.Hash);
        Approvals.Cover(new HeldChanges([.. held.Changes.Take(2)], held.Reasons)).ShouldBeTrue();
    }

    [Fact]
    public void Nothing_is_approved_by_an_empty_hash()
    {
        Hold(3);
        Approvals.Approve(string.Empty);
        corporation.Round().ShouldDoNothing().Held.ShouldNotBeNull();
    }

    [Fact]
    public void What_is_never_done_is_not_done_with_an_approval_either()
    {
        Directories.Tenant.Put(Cloud.Changes.CloudObjectKind.Group, corporation.MadeFrom(corporation.Apps[0]), ("isAssignableToRole", true));
        var held = Hold(3);
        Approvals.Approve(held.Hash);
        var verdict = corporation.Round().ShouldRefuse(ProblemClasses.ProtectedObject);
        verdict.Apply.ShouldNotContain(change => change.Group.Id == corporation.MadeFrom(corporation.Apps[0]));
    }

    private HeldChanges Hold(int deletions)
    {
        foreach (var app in corporation.Apps.Take(deletions)) Directories.Domain.Delete(app);
        var held = corporation.Round().ShouldDoNothing().Held.ShouldNotBeNull();
        Approvals.Shown(held);
        return held;
    }
}
