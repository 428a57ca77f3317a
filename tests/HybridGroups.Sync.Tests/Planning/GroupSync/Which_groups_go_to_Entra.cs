using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Planning.GroupSync;

public sealed class Which_groups_go_to_Entra
{
    private readonly TestDirectories directories = new();

    [Fact]
    public void All_in_scope_when_nothing_else_is_said() => Picked(directories.Domain.PutGroup("one"), directories.Domain.PutGroup("two"));

    [Fact]
    public void Those_in_the_organizational_units_of_the_selector_however_they_are_written()
    {
        var inside = directories.Domain.PutGroup("inside", container: "OU=Apps,OU=Groups,DC=corp,DC=example,DC=com");
        directories.Domain.PutGroup("outside");
        PickedBy(Wish.GroupSync() with { Containers = [DirectoryPath.Of("ou=apps, ou=groups, dc=CORP, dc=example, dc=com")] }, inside);
    }

    [Fact]
    public void Those_that_the_rule_picks()
    {
        var app = directories.Domain.PutGroup("APP-Files");
        directories.Domain.PutGroup("Other");
        PickedBy(Wish.GroupSync() with { Rule = Wish.Parse("""group.displayName -startsWith "APP-" """) }, app);
    }

    [Fact]
    public void Those_that_are_included_whatever_container_and_rule_say()
    {
        var other = directories.Domain.PutGroup("Other");
        PickedBy(Wish.GroupSync() with { Containers = [DirectoryPath.Of(SimulatedActiveDirectory.CloudGroups)], Include = new HashSet<Guid> { other } }, other);
    }

    [Fact]
    public void Never_those_that_are_excluded_even_when_included()
    {
        var both = directories.Domain.PutGroup("Both");
        PickedBy(Wish.GroupSync() with { Include = new HashSet<Guid> { both }, Exclude = new HashSet<Guid> { both } });
    }

    [Fact]
    public void Domain_Admins_and_other_critical_groups_never_go_up_even_when_included()
    {
        var admins = directories.Domain.PutGroup("Domain Admins", but: group => group with { Protection = ProtectionReasons.CriticalSystemObject });
        PickedBy(Wish.GroupSync() with { Include = new HashSet<Guid> { admins } });
    }

    [Theory]
    [InlineData("adminDescription", "Group_3a5c3221-c465-48c0-95b8-e9305786a271")]
    [InlineData("adminDescription", "group_made by something else")]
    [InlineData("sAMAccountName", "MSOL_AD_Sync_RichCoexistence")]
    [InlineData("msExchRecipientTypeDetails", "1073741824")]
    public void A_group_that_Azure_AD_Connect_leaves_out_is_left_out_even_when_included(string attribute, string value)
    {
        var group = directories.Domain.PutGroup("Left out");
        directories.Domain.SetText(group, attribute, value);
        PickedBy(Wish.GroupSync() with { Include = new HashSet<Guid> { group } });
    }

    [Fact]
    public void A_group_that_was_written_back_never_flows_back_wherever_its_mark_is()
    {
        var group = directories.Domain.PutGroup("marked", but: item => item with { Group = item.Group! with { WrittenBackFrom = new WritebackAnchor(Identity.Of("cloud")) } });
        PickedBy(Wish.GroupSync() with { Include = new HashSet<Guid> { group } });
    }

    [Fact]
    public void What_writeback_wrote_never_flows_back()
    {
        directories.Tenant.PutGroup("Sales");
        directories.Settle(Wish.Writeback());
        directories.Plan(Wish.Writeback(), Wish.GroupSync()).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_replication_conflict_is_left_out() =>
        PickedBy(Wish.GroupSync() with { Include = new HashSet<Guid> { directories.Domain.PutGroup("twin", but: item => item with { DistinguishedName = $@"CN=twin\0ACNF:{item.Id},{SimulatedActiveDirectory.Groups}" }) } });

    [Fact]
    public void A_distribution_group_goes_up_only_with_a_mail_address()
    {
        GroupFacts distribution = new(GroupKind.UniversalDistribution);
        directories.Domain.PutGroup("silent", but: item => item with { Group = distribution });
        var byMail = directories.Domain.PutGroup("mail", but: item => item with { Group = distribution });
        var byProxy = directories.Domain.PutGroup("proxy", but: item => item with { Group = distribution });
        directories.Domain.SetText(byMail, "mail", "list@example.com");
        directories.Domain.SetText(byProxy, "proxyAddresses", "smtp:old@example.com", "SMTP:list@example.com");
        Picked(byMail, byProxy);
    }

    [Fact]
    public void A_group_that_another_product_syncs_is_left_to_it_and_reported()
    {
        var group = directories.Domain.PutGroup("APP-Files");
        directories.Tenant.PutGroup("APP-Files", with: null, isMicrosoft365: false, ("onPremisesSyncEnabled", true), ("onPremisesSecurityIdentifier", SimulatedActiveDirectory.SidOf(group)));
        var plan = directories.Plan(Wish.DeletingGroupSync());
        plan.Changes.ShouldBeEmpty();
        plan.Problems.ShouldTell(ProblemClasses.SourceOfAuthorityOnPremises);
    }

    [Fact]
    public void A_group_that_was_handed_over_to_the_cloud_is_not_made_a_second_time()
    {
        var group = directories.Domain.PutGroup("APP-Files");
        directories.Tenant.PutGroup("APP-Files", with: null, isMicrosoft365: false, ("onPremisesSyncEnabled", null), ("onPremisesSecurityIdentifier", SimulatedActiveDirectory.SidOf(group)));
        var plan = directories.Plan(Wish.DeletingGroupSync());
        plan.Changes.ShouldBeEmpty();
        plan.Problems.ShouldTell(ProblemClasses.SourceOfAuthorityInCloud);
    }

    [Fact]
    public void A_group_that_the_domain_marks_as_owned_by_the_cloud_does_not_flow_there()
    {
        directories.Domain.PutGroup("APP-Files", but: item => item with { Group = item.Group! with { SourceOfAuthority = "Cloud" } });
        var plan = directories.Plan(Wish.DeletingGroupSync());
        plan.Changes.ShouldBeEmpty();
        plan.Problems.ShouldTell(ProblemClasses.SourceOfAuthorityInCloud);
    }

    [Fact]
    public void Two_groups_with_one_anchor_are_both_left_alone_and_reported()
    {
        var (anna, bert) = (directories.Person("anna"), directories.Person("bert"));
        var original = directories.Domain.PutGroup("APP-Files", [anna.OnPremises]);
        directories.Settle(Wish.DeletingGroupSync());
        directories.Domain.PutGroup("copy", [bert.OnPremises], but: item => item with { ConsistencyGuid = original });

        var plan = directories.Plan(Wish.DeletingGroupSync());
        plan.Changes.ShouldBeEmpty();
        plan.Problems.ShouldTell(ProblemClasses.DuplicateAnchor);
    }

    private void Picked(params Guid[] groups) => PickedBy(Wish.GroupSync(), groups);

    private void PickedBy(GroupSyncIntent intent, params Guid[] groups) =>
        directories.Plan(intent).All<PlannedChange.CreateCloudGroup>().Select(change => change.Group.Id).ShouldBe(groups, ignoreOrder: true);
}
