using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Safety;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Accidents;

public sealed class When_a_policy_is_switched_off
{
    private const int Written = 7; // six teams and the group of the rule
    private readonly Corporation corporation = new();

    private TestDirectories Directories => corporation.Directories;

    [Fact]
    public void Without_a_confirmation_nothing_is_deleted_and_the_number_is_told()
    {
        Off(confirmed: null).ShouldDoNothing().AwaitingConfirmation.ShouldBe(new Dictionary<string, int>(StringComparer.Ordinal) { [corporation.Writeback.Ref.Key] = Written });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Written - 1)]
    [InlineData(Written + 1)]
    [InlineData(100000)]
    public void With_another_number_nothing_is_deleted_and_the_right_one_is_told(int confirmed) =>
        Off(confirmed).ShouldDoNothing().AwaitingConfirmation[corporation.Writeback.Ref.Key].ShouldBe(Written);

    [Fact]
    public void With_the_right_number_everything_it_wrote_is_deleted_whatever_the_limits_say_and_nothing_else()
    {
        Directories.Limits = Directories.Limits with { DeletedGroups = 0, DeletedGroupsPercent = 0 };
        var verdict = Off(Written).ShouldHoldNothing();
        verdict.Apply.Count.ShouldBe(Written);
        Directories.Apply(verdict.Apply).Failed.ShouldBeEmpty();
        Directories.Domain.Deleted.Count.ShouldBe(Written);
        foreach (var app in corporation.Apps) Directories.Domain.Has(app).ShouldBeTrue();
        corporation.Round().ShouldDoNothing().ShouldHoldNothing();
    }

    [Fact]
    public void When_a_group_was_added_after_the_confirmation_nothing_is_deleted()
    {
        Directories.Tenant.PutGroup("one more");
        corporation.Settle();
        Off(Written).ShouldDoNothing().AwaitingConfirmation[corporation.Writeback.Ref.Key].ShouldBe(Written + 1);
    }

    [Fact]
    public void A_confirmation_that_was_interrupted_goes_on_where_it_stopped()
    {
        corporation.Writeback = corporation.Writeback with { PublishedDeletions = Written };
        Directories.Apply(Off(Written).Apply.Take(3));
        corporation.Round().Apply.Count.ShouldBe(Written - 3);
    }

    [Fact]
    public void When_fewer_are_left_than_were_confirmed_without_their_number_having_been_published_nothing_is_deleted()
    {
        Directories.Domain.Delete(corporation.WrittenFrom(corporation.Teams[0]));
        corporation.Writeback = corporation.Writeback with { PublishedDeletions = Written - 1 };
        Off(Written).ShouldDoNothing().AwaitingConfirmation[corporation.Writeback.Ref.Key].ShouldBe(Written - 1);
    }

    [Fact]
    public void The_confirmation_of_one_policy_is_none_for_another()
    {
        corporation.Further.Add(corporation.Writeback with { Ref = corporation.Writeback.Ref with { Name = "another" }, IsEnabled = false, ConfirmedDeletions = Written, Container = SimulatedActiveDirectory.Groups, QuarantineContainer = null });
        Off(confirmed: null).ShouldDoNothing().AwaitingConfirmation.Count.ShouldBe(1);
    }

    [Fact]
    public void While_Active_Directory_cannot_be_reached_not_even_the_confirmed_is_deleted()
    {
        Directories.Model.OnPremisesIsCurrent = false;
        Off(Written).ShouldDoNothing();
    }

    [Fact]
    public void Retaining_leaves_everything_and_asks_nobody()
    {
        corporation.Writeback = corporation.Writeback with { PolicyRemoved = RetirementPolicy.Retain };
        Off(confirmed: null).ShouldDoNothing().ShouldHoldNothing();
    }

    [Fact]
    public void Quarantining_empties_groups_and_waits_for_the_confirmation_too()
    {
        corporation.Writeback = corporation.Writeback with { PolicyRemoved = RetirementPolicy.Quarantine };
        Directories.Limits = new Limits { DeletedGroups = 1000, DeletedGroupsPercent = 100 };
        Off(confirmed: null).ShouldDoNothing().AwaitingConfirmation[corporation.Writeback.Ref.Key].ShouldBe(Written);
        Off(Written).Apply.Count(change => change is PlannedChange.QuarantineOnPremisesGroup).ShouldBe(Written);
    }

    [Fact]
    public void Suspending_is_not_switching_off()
    {
        corporation.Writeback = corporation.Writeback with { IsSuspended = true };
        Off(Written).ShouldDoNothing().ShouldHoldNothing();
    }

    [Fact]
    public void Switched_on_again_everything_is_as_it_was()
    {
        Off(confirmed: null);
        corporation.Writeback = corporation.Writeback with { IsEnabled = true };
        corporation.Round().ShouldDoNothing().ShouldHoldNothing();
    }

    [Fact]
    public void Others_are_served_meanwhile()
    {
        Directories.Domain.AddMembers(corporation.Apps[0], [corporation.Staff[39].OnPremises]);
        Off(confirmed: null).Apply.ShouldHaveSingleItem().ShouldBeOfType<PlannedChange.AddMembers>().Group.Id.ShouldBe(corporation.MadeFrom(corporation.Apps[0]));
    }

    [Fact]
    public void It_is_gone_and_another_policy_has_a_container_above_its_own()
    {
        corporation.Writeback = Wish.DeletingWriteback("above") with { Container = SimulatedActiveDirectory.BaseName, Rule = Wish.Parse("""group.displayName -eq "nothing" """) };
        Directories.WritableContainers.Add(SimulatedActiveDirectory.BaseName);
        Directories.Limits = new Limits { DeletedGroups = 1000, DeletedGroupsPercent = 100 };
        corporation.Round().ShouldDoNothing().ShouldHoldNothing();
    }

    [Fact]
    public void Its_object_and_its_intent_are_gone_altogether()
    {
        var plan = Directories.Plan(corporation.GroupSync, corporation.Rule);
        plan.Changes.ShouldBeEmpty();
    }

    private Verdict Off(int? confirmed)
    {
        corporation.Writeback = corporation.Writeback with { IsEnabled = false, ConfirmedDeletions = confirmed };
        return corporation.Round();
    }
}
