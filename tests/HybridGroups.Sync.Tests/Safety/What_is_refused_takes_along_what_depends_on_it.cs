using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Accidents;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Safety;

public sealed class What_is_refused_takes_along_what_depends_on_it
{
    private readonly TestDirectories directories = new();

    [Fact]
    public void Members_of_a_group_that_may_not_be_made_are_not_added_and_only_the_group_is_reported()
    {
        directories.Tenant.PutGroup("Sales", [directories.Person("anna").Cloud]);
        var verdict = directories.PlanAndCheck(Wish.Writeback() with { Container = "OU=Forbidden," + SimulatedActiveDirectory.BaseName });
        verdict.ShouldDoNothing().ShouldHoldNothing();
        verdict.Refused.ShouldHaveSingleItem().Class.ShouldBe(ProblemClasses.OutsideWritableContainers);
    }

    [Fact]
    public void Other_groups_of_the_same_policy_are_made()
    {
        directories.Tenant.PutGroup("Sales", [directories.Person("anna").Cloud]);
        directories.Tenant.PutGroup("FIN");
        var intent = Wish.Writeback() with { Containers = [new ContainerChoice(Wish.Parse("""group.displayName -eq "FIN" """), "OU=Forbidden," + SimulatedActiveDirectory.BaseName)] };
        var verdict = directories.PlanAndCheck(intent);
        verdict.Apply.Select(change => change.Kind).ShouldBe(["CreateOnPremisesGroup", "AddMembers"]);
        verdict.Refused.ShouldTell(ProblemClasses.OutsideWritableContainers);
        verdict.Refused.ShouldAllBe(problem => problem.Intent == intent.Ref);
    }

    [Fact]
    public void A_group_may_be_moved_neither_out_of_the_writable_containers_nor_into_them_from_outside()
    {
        var sales = directories.Tenant.PutGroup("Sales");
        directories.Settle(Wish.Writeback());
        directories.PlanAndCheck(Wish.Writeback() with { Container = SimulatedActiveDirectory.Groups }).ShouldDoNothing().ShouldRefuse(ProblemClasses.OutsideWritableContainers);
        directories.Domain.TryMove(directories.Domain.WrittenBackFrom(sales), newName: null, SimulatedActiveDirectory.Groups).ShouldBeTrue();
        directories.PlanAndCheck(Wish.Writeback()).ShouldDoNothing().ShouldRefuse(ProblemClasses.OutsideWritableContainers);
    }
}
