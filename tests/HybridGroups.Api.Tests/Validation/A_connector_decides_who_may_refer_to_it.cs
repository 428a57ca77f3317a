using HybridGroups.Api.References;
using HybridGroups.Api.Safety;
using HybridGroups.Api.Validation;

namespace HybridGroups.Api.Tests.Validation;

public sealed class A_connector_decides_who_may_refer_to_it
{
    [Fact]
    public void By_default_only_its_own_namespace()
    {
        Claims.AgainstConnector(A.Policy("a"), A.Connector(), namespaceLabels: null).ShouldBeEmpty();
        Claims.AgainstConnector(A.Policy("a", "other"), A.Connector(), namespaceLabels: null).ShouldHaveSingleItem().ToString()
            .ShouldBe("spec.connectorRef: 'default/corp' does not allow references from namespace other; its spec.allowedNamespaces.from is Same");
    }

    [Theory]
    [InlineData("allowed", true)]
    [InlineData("refused", false)]
    public void Or_those_that_its_selector_picks(string label, bool allowed)
    {
        var connector = A.Connector();
        connector = connector with
        {
            Spec = connector.Spec with
            {
                AllowedNamespaces = new AllowedNamespaces
                {
                    From = AllowedNamespacesFrom.Selector,
                    Selector = new LabelSelector { MatchLabels = new Dictionary<string, string>(StringComparer.Ordinal) { ["groups"] = "allowed" } },
                },
            },
        };

        Claims.AgainstConnector(A.Policy("a", "other"), connector, new Dictionary<string, string>(StringComparer.Ordinal) { ["groups"] = label }).Any().ShouldBe(!allowed);
    }

    [Fact]
    public void A_namespace_whose_labels_are_not_known_is_not_picked() =>
        new AllowedNamespaces { From = AllowedNamespacesFrom.Selector, Selector = new LabelSelector() }.Allows("a", "b", otherLabels: null).ShouldBeFalse();

    [Fact]
    public void Its_limits_may_only_be_lowered()
    {
        var policy = A.Policy("a");
        policy = policy with { Spec = policy.Spec with { Safety = new SafetyTightening { MaxDeletedGroups = 11, MaxRemovedMembers = 1 } } };

        Claims.AgainstConnector(policy, A.Connector(), namespaceLabels: null).ShouldHaveSingleItem().ToString()
            .ShouldBe("spec.safety.maxDeletedGroups: '11' is above the connector's limit of 10; it may only be lower");
        SafetyTightening.Apply(A.Connector().Spec.Safety, policy.Spec.Safety).MaxRemovedMembers.ShouldBe(1);
        SafetyTightening.Apply(A.Connector().Spec.Safety, policy.Spec.Safety).MaxDeletedGroups.ShouldBe(10);
    }

    [Fact]
    public void Targets_are_inside_its_writable_containers()
    {
        var policy = A.Policy("a");
        policy = policy with { Spec = policy.Spec with { Target = policy.Spec.Target with { OrganizationalUnit = "OU=Elsewhere,DC=corp,DC=example,DC=com" } } };

        Claims.AgainstConnector(policy, A.Connector(), namespaceLabels: null).ShouldHaveSingleItem().ToString().ShouldContain("is not inside the writableContainers");
    }
}
