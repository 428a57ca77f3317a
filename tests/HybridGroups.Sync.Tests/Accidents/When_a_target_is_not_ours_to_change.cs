using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Accidents;

public sealed class When_a_target_is_not_ours_to_change
{
    private const string Everybody = "user.accountEnabled -eq true";
    private readonly Corporation corporation = new();

    private TestDirectories Directories => corporation.Directories;

    [Fact]
    public void A_rule_is_given_a_group_that_hands_out_roles()
    {
        Keep(Directories.Tenant.PutGroup("Global admins", with: null, isMicrosoft365: false, ("isAssignableToRole", true), ("writebackConfiguration", """{"isEnabled":false}""")));
        corporation.Round().ShouldDoNothing().ShouldRefuse(ProblemClasses.ProtectedObject);
    }

    [Fact]
    public void A_rule_hands_itself_over_to_a_group_that_hands_out_roles()
    {
        var admins = Directories.Tenant.PutGroup("Global admins", with: null, isMicrosoft365: false, ("isAssignableToRole", true), ("writebackConfiguration", """{"isEnabled":false}"""));
        corporation.Further.Add(Wish.Rule(Everybody, new DynamicTarget.ExistingEntraGroup(admins), "slip") with { EvaluatedByEntra = true });
        corporation.Round().ShouldDoNothing().ShouldRefuse(ProblemClasses.ProtectedObject);
    }

    [Theory]
    [InlineData(ProtectionReasons.AdminCount)]
    [InlineData(ProtectionReasons.CriticalSystemObject)]
    [InlineData(ProtectionReasons.WellKnown)]
    [InlineData(ProtectionReasons.AdminSdHolder)]
    public void A_rule_is_given_a_protected_group_of_Active_Directory(ProtectionReasons protection)
    {
        Directories.Domain.PutGroup("Domain Admins", container: SimulatedActiveDirectory.CloudGroups, but: item => item with { Protection = protection });
        corporation.GroupSync = corporation.GroupSync with { Containers = [DirectoryPath.Of(SimulatedActiveDirectory.Groups)] };
        corporation.Further.Add(Wish.Rule(Everybody, new DynamicTarget.ExistingActiveDirectoryGroup("CN=Domain Admins," + SimulatedActiveDirectory.CloudGroups), "slip"));
        corporation.Round().ShouldDoNothing().ShouldRefuse(ProblemClasses.ProtectedObject);
    }

    [Fact]
    public void A_written_group_has_become_protected()
    {
        Directories.Domain.Change(corporation.WrittenFrom(corporation.Teams[0]), item => item with { Protection = ProtectionReasons.AdminCount });
        Directories.Tenant.HardDelete(CloudObjectKind.Group, corporation.Teams[0]);
        corporation.Round().ShouldDoNothing().ShouldRefuse(ProblemClasses.ProtectedObject);
    }

    [Fact]
    public void A_rule_is_given_a_group_outside_of_the_writable_containers()
    {
        corporation.Further.Add(Wish.Rule(Everybody, new DynamicTarget.ExistingActiveDirectoryGroup("CN=APP-0," + SimulatedActiveDirectory.Groups), "slip"));
        corporation.Round().ShouldDoNothing().ShouldRefuse(ProblemClasses.OutsideWritableContainers);
    }

    [Fact]
    public void A_rule_is_given_a_group_that_Active_Directory_owns()
    {
        Keep(Directories.Tenant.PutGroup("Synced", with: null, isMicrosoft365: false, ("onPremisesSyncEnabled", true)));
        corporation.Round().ShouldDoNothing().ShouldRefuse(ProblemClasses.SourceOfAuthorityOnPremises);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_rule_is_given_a_distribution_list_or_a_mail_enabled_security_group(bool isSecurity)
    {
        Keep(Directories.Tenant.PutGroup("List", with: null, isMicrosoft365: false, ("mailEnabled", true), ("securityEnabled", isSecurity)));
        corporation.Round().ShouldDoNothing().ShouldRefuse(ProblemClasses.NotManageable);
    }

    [Fact]
    public void The_target_of_a_rule_was_deleted_and_made_again_by_hand()
    {
        corporation.Further.Add(Wish.Rule(Everybody, new DynamicTarget.ExistingEntraGroup(Identity.Of("gone")), "slip"));
        Directories.Tenant.PutGroup("gone", with: null, isMicrosoft365: false, ("writebackConfiguration", """{"isEnabled":false}"""));
        corporation.Round().ShouldDoNothing();
        corporation.Problems.ShouldTell(ProblemClasses.TargetNotFound);
    }

    [Fact]
    public void A_synced_group_with_licences_loses_its_source()
    {
        var licensed = corporation.MadeFrom(corporation.Apps[0]);
        Directories.Tenant.Put(CloudObjectKind.Group, licensed, ("assignedLicenses", $$"""[{"skuId":"{{Identity.Of("E5"):D}}"}]"""));
        Directories.Domain.Delete(corporation.Apps[0]);
        corporation.Round().ShouldDoNothing().ShouldRefuse(ProblemClasses.LicensesAssigned);
    }

    [Fact]
    public void Another_domain_of_the_same_tenant_has_groups_in_Entra()
    {
        foreach (var number in Enumerable.Range(0, 5)) Directories.Tenant.PutGroup($"theirs{number}", with: null, isMicrosoft365: false, ("uniqueName", CloudAnchor.ForGroup("DC=sister,DC=example,DC=com", Identity.Of($"{number}")).ToString()));
        corporation.Round().ShouldDoNothing().ShouldHoldNothing();
    }

    [Fact]
    public void Another_connector_has_rules_that_made_groups()
    {
        Directories.Tenant.PutGroup("theirs", with: null, isMicrosoft365: false, ("uniqueName", CloudAnchor.ForRule(Identity.Of("their rule")).ToString()), ("writebackConfiguration", """{"isEnabled":false}"""));
        Directories.Domain.PutGroup("theirs", container: SimulatedActiveDirectory.CloudGroups, but: item => item with { Group = new GroupFacts(GroupKind.UniversalSecurity) { WrittenBackFrom = WritebackAnchor.ForRule(Identity.Of("their rule")) } });
        corporation.Round().ShouldDoNothing().ShouldHoldNothing();
    }

    [Fact]
    public void Groups_made_by_hand_lie_in_the_container_of_a_policy_that_is_disabled()
    {
        var byHand = Directories.Domain.PutGroup("by hand", corporation.Staff.Take(3).Select(person => person.OnPremises), SimulatedActiveDirectory.CloudGroups);
        corporation.GroupSync = corporation.GroupSync with { Containers = [DirectoryPath.Of(SimulatedActiveDirectory.Groups)] };
        corporation.Writeback = corporation.Writeback with { IsEnabled = false, ConfirmedDeletions = 7 };
        var verdict = corporation.Round();
        verdict.Apply.Count(change => change is PlannedChange.DeleteOnPremisesGroup).ShouldBe(7);
        verdict.Apply.ShouldNotContain(change => change.Group.Id == byHand);
    }

    [Fact]
    public void Groups_of_the_same_names_are_made_by_hand_in_Entra()
    {
        foreach (var number in Enumerable.Range(0, 6)) Directories.Tenant.PutGroup($"APP-{number}", [corporation.Staff[0].Cloud], isMicrosoft365: false, ("writebackConfiguration", """{"isEnabled":false}"""));
        corporation.Round().ShouldDoNothing().ShouldHoldNothing();
    }

    private void Keep(Guid target)
    {
        Directories.Tenant.Put(CloudObjectKind.Group, target, ("writebackConfiguration", """{"isEnabled":false}"""));
        corporation.Further.Add(Wish.Rule(Everybody, new DynamicTarget.ExistingEntraGroup(target), "slip"));
    }
}
