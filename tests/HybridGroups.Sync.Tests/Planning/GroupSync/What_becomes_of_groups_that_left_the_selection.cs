using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning.GroupSync;

public sealed class What_becomes_of_groups_that_left_the_selection
{
    private static readonly Guid Sku = Identity.Of("sku");
    private readonly TestDirectories directories = new();
    private readonly Guid files;
    private readonly Guid made;

    public What_becomes_of_groups_that_left_the_selection()
    {
        files = directories.Domain.PutGroup("APP-Files", [directories.Person("anna").OnPremises]);
        made = directories.Settle(Wish.GroupSync()).Tenant.Groups.ShouldHaveSingleItem();
    }

    [Fact]
    public void Retained_it_stays_as_it_is()
    {
        directories.Domain.Delete(files);
        directories.Plan(Wish.GroupSync()).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_group_that_was_deleted_in_Active_Directory_is_deleted_in_Entra()
    {
        directories.Domain.Delete(files);
        var deletion = directories.Plan(Wish.DeletingGroupSync()).Changes.ShouldHaveSingleItem().ShouldBeOfType<PlannedChange.DeleteCloudGroup>();
        (deletion.Group.Id, deletion.Cause, deletion.Source).ShouldBe((made, RetirementCause.HardDeleted, files));
        CloudAnchor.TryParse(deletion.ExpectedUniqueName, out var anchor).ShouldBeTrue();
        anchor!.Value.Id.ShouldBe(files);
    }

    [Fact]
    public void A_group_that_left_the_selection_is_deleted_in_Entra()
    {
        var intent = Wish.DeletingGroupSync() with { Exclude = new HashSet<Guid> { files } };
        var plan = directories.Plan(intent);
        plan.Only<PlannedChange.DeleteCloudGroup>().Cause.ShouldBe(RetirementCause.LeftScope);
        plan.OutcomeOf(intent.Ref)!.Retirements[RetirementCause.LeftScope].ShouldBe(1);
    }

    [Fact]
    public void Members_are_not_taken_out_before_the_deletion()
    {
        directories.Domain.Delete(files);
        directories.Plan(Wish.DeletingGroupSync()).All<PlannedChange.RemoveMembers>().ShouldBeEmpty();
    }

    [Fact]
    public void A_group_that_was_made_by_hand_is_never_deleted()
    {
        directories.Tenant.PutGroup("by hand");
        directories.Tenant.PutGroup("by hand with a key", with: null, isMicrosoft365: false, ("uniqueName", "something"));
        directories.Domain.Delete(files);
        directories.Plan(Wish.DeletingGroupSync()).Only<PlannedChange.DeleteCloudGroup>().Group.Id.ShouldBe(made);
    }

    [Fact]
    public void A_group_with_licences_is_not_deleted_and_the_licences_and_members_are_named()
    {
        Licensed();
        directories.Domain.Delete(files);
        var verdict = directories.PlanAndCheck(Wish.DeletingGroupSync());
        verdict.Apply.ShouldBeEmpty();
        verdict.Refused.ShouldTell(ProblemClasses.LicensesAssigned);
        verdict.Refused[0].Message.ShouldContain(Sku.ToString("D"));
        verdict.Refused[0].Message.ShouldContain("1 members");
    }

    [Fact]
    public void A_licence_is_named_as_people_know_it_where_the_tenant_tells()
    {
        Licensed();
        directories.Products[Sku] = "ENTERPRISEPACK";
        directories.Domain.Delete(files);
        directories.PlanAndCheck(Wish.DeletingGroupSync()).Refused[0].Message.ShouldContain($"(ENTERPRISEPACK {Sku:D})");
    }

    [Fact]
    public void With_licences_to_be_removed_the_deletion_says_so()
    {
        Licensed();
        directories.Domain.Delete(files);
        directories.PlanAndCheck(Wish.DeletingGroupSync() with { RemovesLicences = true }).Apply.ShouldHaveSingleItem()
            .ShouldBeOfType<PlannedChange.DeleteCloudGroup>().RemovesLicences.ShouldBeTrue();
    }

    private void Licensed() => directories.Tenant.Put(Cloud.Changes.CloudObjectKind.Group, made, ("assignedLicenses", $$"""[{"skuId":"{{Sku:D}}","disabledPlans":[]}]"""));
}
