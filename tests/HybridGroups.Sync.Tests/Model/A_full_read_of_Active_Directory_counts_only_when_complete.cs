using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Model;

public sealed class A_full_read_of_Active_Directory_counts_only_when_complete
{
    private static readonly Guid Anna = Identity.Of("anna");
    private static readonly Guid Bert = Identity.Of("bert");
    private static readonly Guid Team = Identity.Of("team");

    [Fact]
    public void A_read_that_ends_early_removes_nothing()
    {
        var mirror = Read(Anna, Bert);

        mirror.BeginFull();
        mirror.Apply(Upserted(Anna));
        mirror.Objects.Select(item => item.Id).ShouldBe([Anna, Bert], ignoreOrder: true);
        mirror.AbandonFull();

        mirror.Objects.Select(item => item.Id).ShouldBe([Anna, Bert], ignoreOrder: true);
        mirror.MembersOf(Team).ShouldBe([Anna, Bert], ignoreOrder: true);
    }

    [Fact]
    public void A_complete_read_drops_what_it_did_not_name()
    {
        var mirror = Read(Anna, Bert);

        mirror.BeginFull();
        mirror.Apply(Upserted(Anna));
        mirror.CompleteFull(Reading.Cookie);

        mirror.Objects.Select(item => item.Id).ShouldBe([Anna]);
        mirror.MembersOf(Team).ShouldBeEmpty();
    }

    [Fact]
    public void A_read_that_is_begun_again_forgets_the_part_before()
    {
        var mirror = Read(Anna);

        mirror.BeginFull();
        mirror.Apply(Upserted(Bert));
        mirror.BeginFull();
        mirror.Apply(Upserted(Anna));
        mirror.CompleteFull(Reading.Cookie);

        mirror.Find(Bert).ShouldBeNull();
    }

    [Fact]
    public void Before_the_first_complete_read_it_is_not_complete()
    {
        var mirror = new OnPremisesMirror();
        mirror.Apply(Upserted(Anna));
        (mirror.IsComplete, mirror.Cookie).ShouldBe((false, null));

        mirror.BeginFull();
        mirror.CompleteFull(Reading.Cookie);
        (mirror.IsComplete, mirror.Cookie).ShouldBe((true, Reading.Cookie));
    }

    [Fact]
    public void A_refused_cookie_asks_for_a_full_read_and_forgets_nothing()
    {
        var mirror = Read(Anna);
        mirror.ForgetCookie();
        mirror.Cookie.ShouldBeNull();
        (mirror.IsComplete, mirror.Count).ShouldBe((true, 1));
    }

    [Fact]
    public void Completing_what_was_not_begun_is_a_mistake() =>
        Should.Throw<InvalidOperationException>(() => new OnPremisesMirror().CompleteFull(Reading.Cookie));

    private static OnPremisesMirror Read(params Guid[] people)
    {
        var mirror = new OnPremisesMirror();
        mirror.BeginFull();
        foreach (var person in people) mirror.Apply(Upserted(person));
        mirror.Apply(new OnPremisesChange.MembersReplaced(Team, people));
        mirror.CompleteFull(Reading.Cookie);
        return mirror;
    }

    private static OnPremisesChange.Upserted Upserted(Guid id) =>
        new OnPremisesChange.Upserted(new OnPremisesObject(id, OnPremisesObjectKind.User, $"CN={id},{SimulatedActiveDirectory.People}"));
}
