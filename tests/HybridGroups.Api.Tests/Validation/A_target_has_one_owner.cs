using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.References;
using HybridGroups.Api.Validation;

namespace HybridGroups.Api.Tests.Validation;

public sealed class A_target_has_one_owner
{
    [Fact]
    public void Two_rules_on_one_group_of_entra_are_refused()
    {
        var problem = Claims.AgainstOthers(A.Rule("b", A.EntraGroup(displayName: "sales")), [A.Rule("a", A.EntraGroup(displayName: "Sales"))]).ShouldHaveSingleItem();

        problem.ToString().ShouldBe("spec.target.entraGroup.displayName: 'sales' is already the target of DynamicGroupRule default/a; a group's members are kept by one rule");
    }

    [Fact]
    public void Two_rules_on_one_group_of_active_directory_are_refused_however_it_is_written() =>
        Claims.AgainstOthers(A.Rule("b", A.DirectoryGroup("cn=Sales\\2C EMEA, DC=corp")), [A.Rule("a", A.DirectoryGroup("CN=Sales\\, EMEA,dc=CORP"))])
            .ShouldHaveSingleItem().Field.ShouldBe("spec.target.activeDirectoryGroup.distinguishedName");

    [Fact]
    public void A_rule_does_not_stand_in_its_own_way() =>
        Claims.AgainstOthers(A.Rule("a", A.EntraGroup(displayName: "Sales")), [A.Rule("a", A.EntraGroup(displayName: "Sales"))]).ShouldBeEmpty();

    [Fact]
    public void The_same_name_at_another_connector_is_another_group()
    {
        var other = A.Rule("a", A.EntraGroup(displayName: "Sales"));

        Claims.AgainstOthers(A.Rule("b", A.EntraGroup(displayName: "Sales")), [other with { Spec = other.Spec with { ConnectorRef = new ConnectorReference { Name = "second" } } }])
            .ShouldBeEmpty();
    }

    [Fact]
    public void Two_policies_that_pick_the_same_groups_are_refused() =>
        Claims.AgainstOthers(A.Policy("b"), [A.Policy("a")]).ShouldHaveSingleItem().ToString().ShouldContain("GroupWritebackPolicy default/a");

    [Fact]
    public void Two_policies_for_different_types_of_group_may_share_a_container()
    {
        var (security, microsoft) = (A.Policy("a"), A.Policy("b"));

        Claims.AgainstOthers(
            security with { Spec = security.Spec with { Selection = new WritebackSelection { Types = [EntraGroupType.Security] } } },
            [microsoft with { Spec = microsoft.Spec with { Selection = new WritebackSelection { Types = [EntraGroupType.Microsoft365] } } }])
            .ShouldBeEmpty();
    }
}
