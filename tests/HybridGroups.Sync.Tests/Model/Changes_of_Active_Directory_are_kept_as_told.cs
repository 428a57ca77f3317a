using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Model;

public sealed class Changes_of_Active_Directory_are_kept_as_told
{
    private static readonly Guid Anna = Identity.Of("anna");
    private static readonly Guid Bert = Identity.Of("bert");
    private static readonly Guid Team = Identity.Of("team");

    private readonly OnPremisesMirror mirror = new();

    public Changes_of_Active_Directory_are_kept_as_told()
    {
        mirror.BeginFull();
        mirror.Apply(Upserted(Anna));
        mirror.Apply(Upserted(Bert));
        mirror.Apply(new OnPremisesChange.MembersReplaced(Team, [Anna, Bert]));
        mirror.CompleteFull(Reading.Cookie);
    }

    [Fact]
    public void A_deleted_object_is_a_member_of_nothing_though_no_group_says_so()
    {
        mirror.Apply(new OnPremisesChange.Gone(Anna, IsDeleted: true));
        mirror.Find(Anna).ShouldBeNull();
        mirror.MembersOf(Team).ShouldBe([Bert]);
    }

    [Fact]
    public void An_object_that_left_the_scope_is_still_a_member()
    {
        mirror.Apply(new OnPremisesChange.Gone(Anna, IsDeleted: false));
        mirror.Find(Anna).ShouldBeNull();
        mirror.MembersOf(Team).ShouldBe([Anna, Bert], ignoreOrder: true);
    }

    [Fact]
    public void Members_are_added_and_removed_and_replaced()
    {
        mirror.Apply(new OnPremisesChange.MembersChanged(Team, [], [Bert]));
        mirror.MembersOf(Team).ShouldBe([Anna]);
        mirror.Apply(new OnPremisesChange.MembersChanged(Team, [Bert], [Anna]));
        mirror.MembersOf(Team).ShouldBe([Bert]);
        mirror.Apply(new OnPremisesChange.MembersReplaced(Team, [Anna]));
        mirror.MembersOf(Team).ShouldBe([Anna]);
    }

    [Fact]
    public void A_change_told_twice_does_no_harm()
    {
        for (var time = 0; time < 2; time++)
        {
            mirror.Apply(new OnPremisesChange.MembersChanged(Team, [], [Bert]));
            mirror.Apply(new OnPremisesChange.Gone(Bert, IsDeleted: true));
            mirror.Apply(Upserted(Anna));
        }

        mirror.Objects.Select(item => item.Id).ShouldBe([Anna]);
        mirror.MembersOf(Team).ShouldBe([Anna]);
    }

    [Fact]
    public void Members_told_before_their_group_are_kept()
    {
        var later = Identity.Of("later");
        mirror.Apply(new OnPremisesChange.MembersChanged(later, [Anna], []));
        mirror.MembersOf(later).ShouldBe([Anna]);
    }

    [Fact]
    public void Where_deletions_are_not_shown_the_identities_tell()
    {
        mirror.Keep(new HashSet<Guid> { Bert });
        mirror.Objects.Select(item => item.Id).ShouldBe([Bert]);
        mirror.MembersOf(Team).ShouldBe([Bert]);
    }

    [Fact]
    public void Attributes_are_found_whatever_their_case_and_changed_ones_replaced()
    {
        var item = new OnPremisesObject(Anna, OnPremisesObjectKind.User, $"CN=anna,{SimulatedActiveDirectory.People}");
        mirror.Apply(new OnPremisesChange.Upserted(item with { Attributes = SimulatedActiveDirectory.Texts(("Department", "Sales"), ("title", "Clerk")) }));
        mirror.Find(Anna)!.First("department").ShouldBe("Sales");
        mirror.Apply(new OnPremisesChange.Upserted(item with { Attributes = SimulatedActiveDirectory.Texts(("department", "IT")) }));
        (mirror.Find(Anna)!.First("department"), mirror.Find(Anna)!.First("title")).ShouldBe(("IT", null));
    }

    private static OnPremisesChange.Upserted Upserted(Guid id) =>
        new OnPremisesChange.Upserted(new OnPremisesObject(id, OnPremisesObjectKind.User, $"CN={id},{SimulatedActiveDirectory.People}"));
}
