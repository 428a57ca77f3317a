using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning.Writeback;

public sealed class Policies_that_share_a_container
{
    private static readonly WritebackIntent Deleting = Wish.DeletingWriteback("a") with { IncludesMicrosoft365 = false };
    private static readonly WritebackIntent Retaining = Wish.Writeback("b") with { IncludesSecurity = false };
    private readonly TestDirectories directories = new();
    private readonly Guid sales;
    private readonly Guid team;

    public Policies_that_share_a_container()
    {
        sales = directories.Tenant.PutGroup("Sales");
        team = directories.Tenant.PutGroup("Team", with: null, isMicrosoft365: true);
        directories.Settle(Deleting, Retaining);
    }

    [Fact]
    public void Do_not_retire_what_only_the_other_can_have_written()
    {
        directories.Tenant.Put(CloudObjectKind.Group, team, ("writebackConfiguration", """{"isEnabled":false}"""));
        directories.Plan(Deleting, Retaining).Changes.ShouldBeEmpty();
        directories.Plan(Deleting with { IsEnabled = false }, Retaining).Only<PlannedChange.DeleteOnPremisesGroup>().Expected.EntraId.ShouldBe(sales);
    }

    [Fact]
    public void Each_retires_its_own()
    {
        directories.Tenant.Put(CloudObjectKind.Group, sales, ("writebackConfiguration", """{"isEnabled":false}"""));
        directories.Plan(Deleting, Retaining).Only<PlannedChange.DeleteOnPremisesGroup>().Expected.EntraId.ShouldBe(sales);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Leave_it_to_the_most_careful_when_nothing_tells_who_wrote_a_group(bool isForGood)
    {
        if (isForGood) directories.Tenant.HardDelete(CloudObjectKind.Group, sales);
        else directories.Tenant.SoftDelete(CloudObjectKind.Group, sales);
        directories.Plan(Deleting, Retaining).Changes.ShouldBeEmpty();
        directories.Plan(Retaining with { Ref = Retaining.Ref with { Name = "0" } }, Deleting).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Touch_nothing_of_unknown_origin_while_one_of_them_is_suspended()
    {
        directories.Tenant.HardDelete(CloudObjectKind.Group, sales);
        directories.Plan(Deleting, Deleting with { Ref = Deleting.Ref with { Name = "c" }, IsSuspended = true }).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Are_told_apart_by_their_rules_too()
    {
        var sold = Wish.DeletingWriteback("a") with { Rule = Wish.Parse("group.displayName -eq \"Sales\"") };
        var others = Wish.Writeback("b") with { Rule = Wish.Parse("group.displayName -ne \"Sales\"") };
        directories.Settle(sold, others);
        directories.Plan(sold with { IsEnabled = false }, others).Only<PlannedChange.DeleteOnPremisesGroup>().Expected.EntraId.ShouldBe(sales);
    }
}
