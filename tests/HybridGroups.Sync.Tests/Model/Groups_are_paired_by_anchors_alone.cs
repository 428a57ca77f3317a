using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Model;

public sealed class Groups_are_paired_by_anchors_alone
{
    private readonly TestDirectories directories = new();

    [Fact]
    public void The_same_name_pairs_nothing()
    {
        var group = directories.Domain.PutGroup("Sales");
        directories.Tenant.PutGroup("Sales");
        directories.Read().Model.Groups.CloudOf(group).ShouldBeNull();
    }

    [Fact]
    public void The_mark_of_writeback_pairs_wherever_the_group_lies()
    {
        var cloud = directories.Tenant.PutGroup("Sales");
        var group = directories.Domain.PutGroup("moved", container: "OU=Elsewhere,DC=corp,DC=example,DC=com", but: item => item with { Group = item.Group! with { WrittenBackFrom = new WritebackAnchor(cloud) } });
        directories.Read().Model.Groups.OnPremisesOf(cloud).ShouldBe(group);
    }

    [Fact]
    public void Two_groups_with_one_mark_are_paired_with_nothing()
    {
        var cloud = directories.Tenant.PutGroup("Sales");
        foreach (var name in new[] { "one", "two" }) directories.Domain.PutGroup(name, but: item => item with { Group = item.Group! with { WrittenBackFrom = new WritebackAnchor(cloud) } });
        directories.Read().Model.Groups.OnPremisesOf(cloud).ShouldBeNull();
        directories.Model.Groups.WrittenBack[cloud].Count.ShouldBe(2);
    }

    [Fact]
    public void The_unique_name_pairs_with_the_group_of_its_domain()
    {
        var group = directories.Domain.PutGroup("APP-Files");
        var cloud = Named("made", CloudAnchor.ForGroup(SimulatedActiveDirectory.BaseName, group));
        directories.Read().Model.Groups.CloudOf(group).ShouldBe(cloud);
        directories.Model.Groups.MadeFromActiveDirectory[group].ShouldBe(cloud);
    }

    [Fact]
    public void The_consistency_guid_takes_the_place_of_the_identity()
    {
        var former = Identity.Of("in the forest before");
        var group = directories.Domain.PutGroup("APP-Files", but: item => item with { ConsistencyGuid = former });
        var cloud = Named("made", CloudAnchor.ForGroup(SimulatedActiveDirectory.BaseName, former));
        directories.Read().Model.Groups.CloudOf(group).ShouldBe(cloud);
    }

    [Fact]
    public void A_group_made_from_another_domain_is_not_ours()
    {
        Named("theirs", CloudAnchor.ForGroup("DC=other,DC=example,DC=com", Identity.Of("group of theirs")));
        directories.Read().Model.Groups.MadeFromActiveDirectory.ShouldBeEmpty();
    }

    [Fact]
    public void What_another_product_syncs_is_paired_by_its_security_identifier()
    {
        var group = directories.Domain.PutGroup("APP-Files");
        var cloud = directories.Tenant.PutGroup("APP-Files", with: null, isMicrosoft365: false, ("onPremisesSyncEnabled", true), ("onPremisesSecurityIdentifier", SimulatedActiveDirectory.SidOf(group)));
        directories.Read().Model.Groups.CloudOf(group).ShouldBe(cloud);
        directories.Model.Groups.MadeFromActiveDirectory.ShouldBeEmpty();
    }

    [Fact]
    public void A_group_that_a_rule_made_is_found_by_the_rule()
    {
        var rule = Identity.Of("rule");
        var cloud = Named("made", CloudAnchor.ForRule(rule));
        directories.Read().Model.Groups.MadeByRules[rule].ShouldBe(cloud);
    }

    private Guid Named(string name, CloudAnchor anchor) => directories.Tenant.PutGroup(name, with: null, isMicrosoft365: false, ("uniqueName", anchor.ToString()));
}
