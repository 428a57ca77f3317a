using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Model;

public sealed class Changes_of_Entra_are_kept_as_told
{
    private readonly TestDirectories directories = new();
    private readonly Person anna;
    private readonly Guid team;

    public Changes_of_Entra_are_kept_as_told()
    {
        anna = directories.Person("anna");
        team = directories.Tenant.PutGroup("Team", [anna.Cloud], isMicrosoft365: false, ("description", "first"));
        directories.Read();
    }

    [Fact]
    public void A_property_that_is_left_out_stays_and_one_that_is_null_is_cleared()
    {
        directories.Tenant.Put(CloudObjectKind.Group, team, ("displayName", "Other"));
        directories.ReadChanges();
        directories.Model.CloudGroup(team)!.Value.Description.ShouldBe("first");
        directories.Tenant.Put(CloudObjectKind.Group, team, ("description", null));
        directories.ReadChanges();
        (directories.Model.CloudGroup(team)!.Value.Description, directories.Model.CloudGroup(team)!.Value.DisplayName).ShouldBe((null, "Other"));
    }

    [Fact]
    public void A_person_in_the_recycle_bin_is_no_member_until_restored()
    {
        directories.Tenant.SoftDelete(CloudObjectKind.User, anna.Cloud);
        directories.ReadChanges();
        directories.Model.Cloud.EffectiveMembers(team).ShouldBeEmpty();
        directories.Model.Cloud.IsSoftDeleted(anna.Cloud).ShouldBeTrue();
        directories.Tenant.Restore(CloudObjectKind.User, anna.Cloud);
        directories.ReadChanges();
        directories.Model.Cloud.EffectiveMembers(team).ShouldBe([anna.Cloud]);
    }

    [Fact]
    public void A_group_in_the_recycle_bin_has_its_members_again_when_restored()
    {
        directories.Tenant.SoftDelete(CloudObjectKind.Group, team);
        directories.ReadChanges();
        (directories.Model.CloudGroup(team), directories.Model.Cloud.IsSoftDeleted(team)).ShouldBe((null, true));
        directories.Tenant.Restore(CloudObjectKind.Group, team);
        directories.ReadChanges();
        directories.Model.Cloud.EffectiveMembers(team).ShouldBe([anna.Cloud]);
        directories.Model.Cloud.IsSoftDeleted(team).ShouldBeFalse();
    }

    [Fact]
    public void Even_a_full_round_between_keeps_the_members_of_a_group_in_the_recycle_bin()
    {
        directories.Tenant.SoftDelete(CloudObjectKind.Group, team);
        directories.ReadChanges();
        directories.Read();
        directories.Tenant.Restore(CloudObjectKind.Group, team);
        directories.ReadChanges();
        directories.Model.Cloud.EffectiveMembers(team).ShouldBe([anna.Cloud]);
    }

    [Fact]
    public void A_group_deleted_for_good_is_not_restorable()
    {
        directories.Tenant.HardDelete(CloudObjectKind.Group, team);
        directories.ReadChanges();
        (directories.Model.CloudGroup(team), directories.Model.Cloud.IsSoftDeleted(team)).ShouldBe((null, false));
    }

    [Fact]
    public void What_lay_in_the_recycle_bin_and_was_purged_is_gone_for_good()
    {
        directories.Tenant.SoftDelete(CloudObjectKind.Group, team);
        directories.ReadChanges();
        directories.Model.Cloud.Apply(new CloudChange.Removed(CloudObjectKind.Group, team, IsRestorable: false));
        directories.Model.Cloud.IsSoftDeleted(team).ShouldBeFalse();
    }
}
