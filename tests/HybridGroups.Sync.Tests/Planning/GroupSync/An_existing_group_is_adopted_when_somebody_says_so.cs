using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Safety;
using HybridGroups.Sync.Tests.Accidents;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning.GroupSync;

public sealed class An_existing_group_is_adopted_when_somebody_says_so
{
    private readonly TestDirectories directories = new();
    private readonly Person anna;
    private readonly Person bert;
    private readonly Guid source;
    private readonly Guid present;

    public An_existing_group_is_adopted_when_somebody_says_so()
    {
        (anna, bert) = (directories.Person("anna"), directories.Person("bert"));
        source = directories.Domain.PutGroup("APP-Files", [anna.OnPremises]);
        present = directories.Tenant.PutGroup("Files of all", [bert.Cloud]);
    }

    private GroupSyncIntent Adopting => Wish.DeletingGroupSync() with { Adopt = new Dictionary<Guid, Guid> { [source] = present } };

    private GroupSyncIntent Settled => Adopting with { Adopted = new HashSet<Guid> { present } };

    [Fact]
    public void It_gets_name_and_members_of_its_source_and_no_second_group_is_made()
    {
        var plan = directories.Plan(Adopting);
        plan.All<PlannedChange.CreateCloudGroup>().ShouldBeEmpty();
        plan.Only<PlannedChange.UpdateCloudGroup>().Edit.Properties["displayName"].ShouldBe("APP-Files");
        plan.Only<PlannedChange.AddMembers>().Members.ShouldHaveSingleItem().Id.ShouldBe(anna.Cloud);
        plan.Changes.ShouldAllBe(change => change.Group.Id == present);
        directories.Settle(Adopting);
        directories.Tenant.MembersOf(present).ShouldBe([anna.Cloud]);
    }

    [Fact]
    public void Whom_it_would_remove_is_shown_first_however_few()
    {
        var held = directories.PlanAndCheck(Adopting).ShouldTakeNothingAway().Held.ShouldNotBeNull();
        held.Exceeded.ShouldBe([GuardLimit.Takeover]);
        held.Reasons.ShouldHaveSingleItem().ShouldContain("bert");
    }

    [Fact]
    public void Once_it_was_in_agreement_a_removal_is_as_any_other()
    {
        directories.Settle(Adopting);
        directories.Plan(Adopting).Outcomes[Adopting.Ref.Key].Adopted.ShouldBe([present]);
        directories.Domain.RemoveMembers(source, [anna.OnPremises]);
        directories.Domain.AddMembers(source, [bert.OnPremises]);
        directories.PlanAndCheck(Settled).ShouldHoldNothing().Apply.ShouldContain(change => change is PlannedChange.RemoveMembers);
    }

    [Fact]
    public void It_is_not_told_as_adopted_before_it_is_in_agreement() =>
        directories.Plan(Adopting).Outcomes[Adopting.Ref.Key].Adopted.ShouldBeEmpty();

    [Fact]
    public void It_is_told_as_adopted_for_as_long_as_it_is_though_something_is_to_be_done()
    {
        directories.Settle(Adopting);
        directories.Domain.AddMembers(source, [bert.OnPremises]);
        directories.Plan(Settled).Outcomes[Adopting.Ref.Key].Adopted.ShouldBe([present]);
    }

    [Fact]
    public void It_is_never_deleted_when_its_source_goes()
    {
        directories.Settle(Adopting);
        directories.Domain.Delete(source);
        directories.Plan(Settled).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void It_is_left_alone_when_nobody_says_so_any_more_and_its_source_gets_a_group_of_its_own()
    {
        directories.Settle(Adopting);
        var plan = directories.Plan(Wish.DeletingGroupSync());
        plan.Only<PlannedChange.CreateCloudGroup>();
        plan.Changes.ShouldAllBe(change => change.Group.Id != present);
    }

    [Fact]
    public void Nested_in_a_group_that_is_synced_it_is_the_member()
    {
        directories.Domain.PutGroup("APP-All", [source]);
        directories.Plan(Adopting).All<PlannedChange.AddMembers>().ShouldContain(change => change.Members.Any(member => member.Id == present && !member.IsNew));
    }

    [Fact]
    public void It_is_not_written_back()
    {
        directories.Plan(Wish.Writeback()).All<PlannedChange.CreateOnPremisesGroup>().ShouldNotBeEmpty();
        directories.Plan(Adopting, Wish.Writeback()).All<PlannedChange.CreateOnPremisesGroup>().ShouldBeEmpty();
    }

    [Fact]
    public void A_Microsoft_365_group_that_is_adopted_gets_people_only()
    {
        var team = directories.Tenant.PutGroup("Team", isMicrosoft365: true);
        var inner = directories.Domain.PutGroup("APP-Inner", [bert.OnPremises]);
        directories.Domain.AddMembers(source, [inner]);
        directories.Plan(Adopting with { Adopt = new Dictionary<Guid, Guid> { [source] = team } }).All<PlannedChange.AddMembers>()
            .Single(change => change.Group.Id == team).Members.Select(member => member.Id).ShouldBe([anna.Cloud, bert.Cloud], ignoreOrder: true);
    }

    [Fact]
    public void One_that_was_synced_before_and_handed_over_is_known_by_its_SID_when_that_is_asked()
    {
        var sid = directories.Domain.Find(source).SecurityIdentifier;
        var former = directories.Tenant.PutGroup("APP-Files", further: ("onPremisesSecurityIdentifier", sid));
        directories.Plan(Wish.GroupSync()).OnlyProblem().Class.ShouldBe(ProblemClasses.SourceOfAuthorityInCloud);
        var plan = directories.Plan(Wish.GroupSync() with { AdoptsFormerlySynced = true });
        plan.Problems.ShouldBeEmpty();
        plan.Only<PlannedChange.AddMembers>().Group.Id.ShouldBe(former);
    }

    [Fact]
    public void One_that_another_product_still_syncs_is_left_to_it()
    {
        directories.Tenant.Put(CloudObjectKind.Group, present, ("onPremisesSyncEnabled", true));
        ShouldBeLeftAlone(ProblemClasses.SourceOfAuthorityOnPremises);
    }

    [Fact]
    public void One_that_is_not_there_is_told_and_no_other_is_made_in_its_place()
    {
        directories.Tenant.HardDelete(CloudObjectKind.Group, present);
        ShouldBeLeftAlone(ProblemClasses.AdoptionNotPossible);
    }

    [Fact]
    public void One_that_fills_itself_by_a_rule_is_left_to_it()
    {
        directories.Tenant.Put(CloudObjectKind.Group, present, ("groupTypes", new[] { "DynamicMembership" }));
        ShouldBeLeftAlone(ProblemClasses.AdoptionNotPossible);
    }

    [Fact]
    public void One_that_was_made_from_another_group_is_left_to_that()
    {
        var other = directories.Domain.PutGroup("APP-Other");
        directories.Tenant.Put(CloudObjectKind.Group, present, ("uniqueName", CloudAnchor.ForGroup(SimulatedActiveDirectory.BaseName, other).ToString()));
        directories.Plan(Adopting).Problems.ShouldTell(ProblemClasses.AdoptionNotPossible);
        directories.Plan(Adopting).Changes.ShouldAllBe(change => !(change is PlannedChange.AddMembers && change.Group.Id == present));
    }

    [Fact]
    public void One_that_is_written_back_to_Active_Directory_is_left_as_it_is()
    {
        directories.Settle(Wish.Writeback());
        ShouldBeLeftAlone(ProblemClasses.AdoptionNotPossible);
    }

    [Fact]
    public void A_source_that_has_a_group_in_Entra_already_keeps_that()
    {
        directories.Settle(Wish.GroupSync());
        var plan = directories.Plan(Adopting);
        plan.Changes.ShouldBeEmpty();
        plan.Problems.ShouldTell(ProblemClasses.AdoptionNotPossible);
    }

    [Fact]
    public void Two_sources_for_one_group_are_told_and_it_is_left_alone()
    {
        var second = directories.Domain.PutGroup("APP-Second");
        var plan = directories.Plan(Adopting with { Adopt = new Dictionary<Guid, Guid> { [source] = present, [second] = present } });
        plan.Changes.ShouldBeEmpty();
        plan.Problems.Count().ShouldBe(2);
        plan.Problems.ShouldTell(ProblemClasses.AdoptionNotPossible);
    }

    [Fact]
    public void One_that_hands_out_roles_is_refused()
    {
        directories.Tenant.Put(CloudObjectKind.Group, present, ("isAssignableToRole", true));
        directories.PlanAndCheck(Adopting).ShouldRefuse(ProblemClasses.ProtectedObject).Apply.ShouldBeEmpty();
    }

    private void ShouldBeLeftAlone(string problemClass)
    {
        var plan = directories.Plan(Adopting);
        plan.Changes.ShouldBeEmpty();
        plan.Problems.ShouldTell(problemClass);
    }
}
