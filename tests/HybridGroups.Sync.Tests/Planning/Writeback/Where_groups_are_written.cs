using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning.Writeback;

public sealed class Where_groups_are_written
{
    private const string Finance = "OU=Finance," + SimulatedActiveDirectory.CloudGroups;
    private readonly TestDirectories directories = new();

    private static WritebackIntent ByRule(params (string Rule, string Container)[] choices) =>
        Wish.Writeback() with { Containers = [.. choices.Select(choice => new ContainerChoice(Wish.Parse(choice.Rule), choice.Container))] };

    [Fact]
    public void Into_the_organizational_unit_of_the_policy()
    {
        directories.Tenant.PutGroup("Sales");
        directories.Plan(Wish.Writeback()).Only<PlannedChange.CreateOnPremisesGroup>().New.Container.ShouldBe(SimulatedActiveDirectory.CloudGroups);
    }

    [Fact]
    public void Into_the_first_container_whose_rule_picks_the_group()
    {
        directories.Tenant.PutGroup("FIN-Ledger");
        var intent = ByRule(("""group.displayName -startsWith "FIN" """, Finance), ("group.displayName -ne null", "OU=Rest," + SimulatedActiveDirectory.CloudGroups));
        directories.Plan(intent).Only<PlannedChange.CreateOnPremisesGroup>().New.Container.ShouldBe(Finance);
    }

    [Fact]
    public void A_change_of_container_is_one_move_and_never_a_deletion_with_a_creation()
    {
        var sales = directories.Tenant.PutGroup("Sales", [directories.Person("anna").Cloud]);
        directories.Settle(Wish.Writeback());
        var written = directories.Domain.WrittenBackFrom(sales);

        var plan = directories.Plan(ByRule(("""group.displayName -eq "Sales" """, Finance)));
        var move = plan.Changes.ShouldHaveSingleItem().ShouldBeOfType<PlannedChange.MoveOnPremisesGroup>();
        (move.Group.Id, move.NewContainer, move.NewName).ShouldBe((written, Finance, null));
    }

    [Fact]
    public void A_rename_in_Entra_is_one_rename()
    {
        var sales = directories.Tenant.PutGroup("Sales");
        var intent = Wish.Writeback() with { CommonName = "{displayName}" };
        directories.Settle(intent);
        directories.Tenant.Put(CloudObjectKind.Group, sales, ("displayName", "Trade"));

        var plan = directories.Plan(intent);
        var move = plan.Only<PlannedChange.MoveOnPremisesGroup>();
        (move.NewName, move.NewContainer).ShouldBe(("Trade", null));
        plan.Changes.ShouldAllBe(change => change is PlannedChange.MoveOnPremisesGroup || change is PlannedChange.UpdateOnPremisesGroup);
    }

    [Fact]
    public void A_rename_and_a_move_at_once_are_one_step()
    {
        var sales = directories.Tenant.PutGroup("Sales");
        directories.Settle(Wish.Writeback() with { CommonName = "{displayName}" });
        directories.Tenant.Put(CloudObjectKind.Group, sales, ("displayName", "FIN-Sales"));
        var intent = ByRule(("""group.displayName -startsWith "FIN" """, Finance)) with { CommonName = "{displayName}" };
        var move = directories.Plan(intent).Only<PlannedChange.MoveOnPremisesGroup>();
        (move.NewName, move.NewContainer).ShouldBe(("FIN-Sales", Finance));
    }

    [Fact]
    public void Another_naming_renames_what_is_there()
    {
        var sales = directories.Tenant.PutGroup("Sales");
        directories.Settle(Wish.Writeback());
        var plan = directories.Plan(Wish.Writeback() with { CommonName = "DisplayName" });
        plan.Changes.ShouldHaveSingleItem().ShouldBeOfType<PlannedChange.MoveOnPremisesGroup>().NewName.ShouldBe($"Sales_{sales.ToString("D")[^12..]}");
    }

    [Fact]
    public void A_group_that_somebody_moved_is_found_by_its_mark_and_moved_back()
    {
        var sales = directories.Tenant.PutGroup("Sales");
        directories.Settle(Wish.Writeback());
        var written = directories.Domain.WrittenBackFrom(sales);
        directories.Domain.TryMove(written, newName: null, SimulatedActiveDirectory.Groups).ShouldBeTrue();

        var plan = directories.Plan(Wish.Writeback());
        plan.All<PlannedChange.CreateOnPremisesGroup>().ShouldBeEmpty();
        plan.Only<PlannedChange.MoveOnPremisesGroup>().NewContainer.ShouldBe(SimulatedActiveDirectory.CloudGroups);
    }

    [Fact]
    public void A_group_that_another_product_wrote_back_is_adopted_and_not_duplicated()
    {
        var sales = directories.Tenant.PutGroup("Sales");
        var theirs = directories.Domain.PutGroup("theirs", container: SimulatedActiveDirectory.CloudGroups, but: item => item with
        {
            Group = new GroupFacts(GroupKind.UniversalSecurity) { WrittenBackFrom = new WritebackAnchor(sales) },
        });
        var plan = directories.Plan(Wish.Writeback());
        plan.All<PlannedChange.CreateOnPremisesGroup>().ShouldBeEmpty();
        plan.Changes.ShouldAllBe(change => change.Group.Id == theirs);
    }

    [Fact]
    public void Two_groups_with_one_mark_are_left_alone_and_reported()
    {
        var sales = directories.Tenant.PutGroup("Sales", [directories.Person("anna").Cloud]);
        foreach (var name in new[] { "one", "two" }) directories.Domain.PutGroup(name, container: SimulatedActiveDirectory.CloudGroups, but: item => item with { Group = new GroupFacts(GroupKind.UniversalSecurity) { WrittenBackFrom = new WritebackAnchor(sales) } });
        var plan = directories.Plan(Wish.DeletingWriteback());
        plan.Changes.ShouldBeEmpty();
        plan.Problems.ShouldTell(ProblemClasses.DuplicateAnchor);
    }

    [Fact]
    public void A_group_that_was_quarantined_and_is_picked_again_comes_back_with_its_members()
    {
        var anna = directories.Person("anna");
        var sales = directories.Tenant.PutGroup("Sales", [anna.Cloud]);
        var intent = Wish.Writeback() with { SoftDeleted = RetirementPolicy.Quarantine, QuarantineContainer = SimulatedActiveDirectory.Quarantine };
        directories.Settle(intent);
        var written = directories.Domain.WrittenBackFrom(sales);
        directories.Tenant.SoftDelete(CloudObjectKind.Group, sales);
        directories.Settle(intent);
        directories.Domain.Find(written).DistinguishedName.ShouldEndWith(SimulatedActiveDirectory.Quarantine);
        directories.Domain.MembersOf(written).ShouldBeEmpty();

        directories.Tenant.Restore(CloudObjectKind.Group, sales);
        directories.Settle(intent);
        directories.Domain.Find(written).DistinguishedName.ShouldEndWith(SimulatedActiveDirectory.CloudGroups);
        directories.Domain.MembersOf(written).ShouldBe([anna.OnPremises]);
    }
}
