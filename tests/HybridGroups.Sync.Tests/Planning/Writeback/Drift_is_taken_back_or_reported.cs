using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning.Writeback;

public sealed class Drift_is_taken_back_or_reported
{
    private static readonly WritebackIntent Overwrite = Wish.Writeback();
    private static readonly WritebackIntent Report = Wish.Writeback() with { ReportsDrift = true };
    private readonly TestDirectories directories = new();
    private readonly Person anna;
    private readonly Person bert;
    private readonly Guid sales;
    private readonly Guid written;

    public Drift_is_taken_back_or_reported()
    {
        anna = directories.Person("anna");
        bert = directories.Person("bert");
        sales = directories.Tenant.PutGroup("Sales", [anna.Cloud]);
        written = directories.Settle(Report).Domain.WrittenBackFrom(sales);
    }

    [Fact]
    public void A_member_that_somebody_added_on_premises_is_removed()
    {
        directories.Domain.AddMembers(written, [bert.OnPremises]);
        directories.Plan(Overwrite).Only<PlannedChange.RemoveMembers>().Members.Select(member => member.Id).ShouldBe([bert.OnPremises]);
    }

    [Fact]
    public void A_member_that_somebody_removed_on_premises_is_added()
    {
        directories.Domain.RemoveMembers(written, [anna.OnPremises]);
        directories.Plan(Overwrite).Only<PlannedChange.AddMembers>().Members.Select(member => member.Id).ShouldBe([anna.OnPremises]);
    }

    [Fact]
    public void A_value_that_somebody_changed_on_premises_is_set_again()
    {
        directories.Domain.SetText(written, "displayName", "changed");
        directories.Plan(Overwrite).Only<PlannedChange.UpdateOnPremisesGroup>().Attributes["displayName"].ShouldBe(["Sales"]);
    }

    [Fact]
    public void Reported_instead_members_values_and_places_stay_as_somebody_left_them()
    {
        directories.Domain.AddMembers(written, [bert.OnPremises]);
        directories.Domain.RemoveMembers(written, [anna.OnPremises]);
        directories.Domain.SetText(written, "displayName", "changed");
        directories.Domain.TryMove(written, newName: "other", SimulatedActiveDirectory.Groups).ShouldBeTrue();

        var plan = directories.Plan(Report);
        plan.Changes.ShouldBeEmpty();
        plan.Problems.ShouldTell(ProblemClasses.Drift);
        plan.Problems.Count().ShouldBe(3);
    }

    [Fact]
    public void A_change_of_the_source_goes_through_while_drift_is_reported()
    {
        var carl = directories.Person("carl");
        directories.Domain.AddMembers(written, [bert.OnPremises]);
        directories.Tenant.AddMembers(sales, [carl.Cloud]);
        directories.Tenant.Put(CloudObjectKind.Group, sales, ("displayName", "Trade"));

        var plan = directories.Plan(Report);
        plan.Only<PlannedChange.AddMembers>().Members.Select(member => member.Id).ShouldBe([carl.OnPremises]);
        plan.Only<PlannedChange.UpdateOnPremisesGroup>().Attributes["displayName"].ShouldBe(["Trade"]);
        plan.All<PlannedChange.RemoveMembers>().ShouldBeEmpty();
        plan.OnlyProblem().Class.ShouldBe(ProblemClasses.Drift);
    }

    [Fact]
    public void Who_leaves_the_source_is_removed_while_drift_is_reported()
    {
        directories.Domain.AddMembers(written, [bert.OnPremises]);
        directories.Tenant.RemoveMembers(sales, [anna.Cloud]);
        directories.Plan(Report).Only<PlannedChange.RemoveMembers>().Members.Select(member => member.Id).ShouldBe([anna.OnPremises]);
    }

    [Fact]
    public void Without_a_memory_of_what_was_written_nothing_is_called_drift()
    {
        directories.Domain.AddMembers(written, [bert.OnPremises]);
        var plan = directories.Restart().Plan(Report);
        plan.Problems.ShouldBeEmpty();
        plan.Only<PlannedChange.RemoveMembers>().Members.Select(member => member.Id).ShouldBe([bert.OnPremises]);
    }

    [Fact]
    public void Own_writes_that_come_back_are_not_drift()
    {
        directories.Tenant.AddMembers(sales, [bert.Cloud]);
        directories.Settle(Report).Plan(Report).Problems.ShouldBeEmpty();
    }
}
