using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Model;

public sealed class A_full_round_of_Entra_counts_only_when_complete
{
    private static readonly Guid Anna = Identity.Of("anna");
    private static readonly Guid Bert = Identity.Of("bert");
    private static readonly Guid Team = Identity.Of("team");
    private static readonly Guid Club = Identity.Of("club");

    private readonly CloudMirror mirror = new();

    public A_full_round_of_Entra_counts_only_when_complete()
    {
        Apply(new CloudChange.RoundStarted(CloudObjectKind.User, IsFull: true), Present(CloudObjectKind.User, Anna), Present(CloudObjectKind.User, Bert), Reading.Completed(CloudObjectKind.User));
        Apply(
            new CloudChange.RoundStarted(CloudObjectKind.Group, IsFull: true), Present(CloudObjectKind.Group, Team), Present(CloudObjectKind.Group, Club),
            Member(Team, Anna), Member(Team, Bert), Member(Club, Bert), Reading.Completed(CloudObjectKind.Group));
    }

    [Fact]
    public void A_round_that_is_cut_off_removes_nothing()
    {
        Apply(new CloudChange.RoundStarted(CloudObjectKind.Group, IsFull: true), Present(CloudObjectKind.Group, Team), Member(Team, Anna));
        State().ShouldBe((2, 2));
        Apply(new CloudChange.RoundAbandoned(CloudObjectKind.Group, "cut off"));
        State().ShouldBe((2, 2));
    }

    [Fact]
    public void A_round_that_is_cut_off_leaves_the_recycle_bin_as_it_was()
    {
        Apply(new CloudChange.Removed(CloudObjectKind.Group, Club, IsRestorable: true));
        Apply(new CloudChange.RoundStarted(CloudObjectKind.Group, IsFull: true), Present(CloudObjectKind.Group, Club), new CloudChange.RoundAbandoned(CloudObjectKind.Group, "cut off"));
        mirror.Live(CloudObjectKind.Group).ShouldNotContain(Club);
        mirror.IsSoftDeleted(Club).ShouldBeTrue();
    }

    [Fact]
    public void A_complete_round_sweeps_what_it_did_not_name()
    {
        Apply(new CloudChange.RoundStarted(CloudObjectKind.Group, IsFull: true), Present(CloudObjectKind.Group, Team), Member(Team, Anna), Reading.Completed(CloudObjectKind.Group));
        mirror.Live(CloudObjectKind.Group).ShouldBe([Team]);
        mirror.EffectiveMembers(Team).ShouldBe([Anna]);
        mirror.EffectiveMembers(Club).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_removed_and_came_back_within_a_round_is_there()
    {
        Apply(
            new CloudChange.RoundStarted(CloudObjectKind.Group, IsFull: true), new CloudChange.Removed(CloudObjectKind.Group, Team, IsRestorable: true),
            Present(CloudObjectKind.Group, Team), Reading.Completed(CloudObjectKind.Group));
        (mirror.Live(CloudObjectKind.Group).Contains(Team), mirror.IsSoftDeleted(Team)).ShouldBe((true, false));
    }

    [Fact]
    public void One_kind_is_complete_without_the_others()
    {
        var other = new CloudMirror();
        other.Apply(new CloudChange.RoundStarted(CloudObjectKind.User, IsFull: true));
        other.IsComplete(CloudObjectKind.User).ShouldBeFalse();
        other.Apply(Reading.Completed(CloudObjectKind.User));
        (other.IsComplete(CloudObjectKind.User), other.IsComplete(CloudObjectKind.Group)).ShouldBe((true, false));
    }

    [Fact]
    public void A_forgotten_checkpoint_makes_the_next_round_full_and_forgets_nothing()
    {
        mirror.ForgetCheckpoint(CloudObjectKind.Group);
        mirror.NextFrom(CloudObjectKind.Group).ShouldBeNull();
        mirror.IsComplete(CloudObjectKind.Group).ShouldBeTrue();
        Apply(new CloudChange.RoundStarted(CloudObjectKind.Group, IsFull: true), Present(CloudObjectKind.Group, Team), Reading.Completed(CloudObjectKind.Group));
        mirror.NextFrom(CloudObjectKind.Group).ShouldNotBeNull();
    }

    private (int Groups, int Members) State() => (mirror.Live(CloudObjectKind.Group).Count, mirror.EffectiveMembers(Team).Count);

    private void Apply(params CloudChange[] changes)
    {
        foreach (var change in changes) mirror.Apply(change);
    }

    private static CloudChange.Present Present(CloudObjectKind kind, Guid id) => new CloudChange.Present(new CloudObject(kind, id, new Dictionary<string, object?>(StringComparer.Ordinal)));

    private static CloudChange.MemberPresent Member(Guid group, Guid member) => new CloudChange.MemberPresent(group, member, CloudMemberKind.User);
}
