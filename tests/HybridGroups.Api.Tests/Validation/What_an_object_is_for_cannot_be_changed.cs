using HybridGroups.Api.References;
using HybridGroups.Api.Validation;

namespace HybridGroups.Api.Tests.Validation;

public sealed class What_an_object_is_for_cannot_be_changed
{
    [Fact]
    public void The_domain_and_the_tenant_of_a_connector()
    {
        var before = A.Connector();
        var after = before with
        {
            Spec = before.Spec with
            {
                ActiveDirectory = before.Spec.ActiveDirectory with { BaseDN = "DC=other" },
                Entra = before.Spec.Entra with { TenantId = "99999999-2222-3333-4444-555555555555" },
            },
        };

        SpecValidation.CheckChange(before, after).Select(problem => problem.Field).ShouldBe(["spec.activeDirectory.baseDN", "spec.entra.tenantId"]);
        SpecValidation.CheckChange(before, before).ShouldBeEmpty();
    }

    [Fact]
    public void The_connector_of_a_policy()
    {
        var before = A.Policy("a");

        SpecValidation.CheckChange(before, before with { Spec = before.Spec with { ConnectorRef = new ConnectorReference { Name = "other" } } })
            .ShouldHaveSingleItem().ToString().ShouldBe("spec.connectorRef: 'other' cannot be changed from 'default/corp': make another GroupWritebackPolicy for another connector");
    }

    [Fact]
    public void The_directory_and_the_group_of_a_rule()
    {
        var before = A.Rule("a", A.EntraGroup(id: "12345678-1234-1234-1234-123456789012"));

        SpecValidation.CheckChange(before, before with { Spec = before.Spec with { Target = A.DirectoryGroup("CN=a,DC=b") } })
            .ShouldHaveSingleItem().Field.ShouldBe("spec.target");
        SpecValidation.CheckChange(before, before with { Spec = before.Spec with { Target = A.EntraGroup(displayName: "Sales") } })
            .ShouldHaveSingleItem().Field.ShouldBe("spec.target.entraGroup.id");
    }
}
