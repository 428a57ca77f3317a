using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>The story: a rule is written, changed, broken, mended, paused and resumed, and every status is seen.</summary>
public sealed class A_dynamic_rule_keeps_a_group(SharedSurroundings surroundings)
{
    private const string Made = "entraGroup: {displayName: All of sales, create: true}";

    [Fact]
    public async Task Through_every_status_from_its_first_fill_to_resuming()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var (anna, ben) = (await company.HireAsync("Sales"), await company.HireAsync("IT"));
        await company.ConnectAsync();
        await company.ApplyRuleAsync("user.department -eq \"Sales\"", Made);
        await using var hybridGroups = company.StartOperator();

        await StatusAsync(company, hybridGroups, "UpdateComplete");
        var group = Guid.Parse(await company.Cluster.FieldAsync("dgr/sales", ".status.groupId", Company.Cancellation));
        company.Entra.MembersOf(group).ShouldBe([anna.CloudId]);
        (await company.Cluster.FieldAsync("dgr/sales", ".status.membershipLastUpdated", Company.Cancellation)).ShouldEndWith("Z");
        (await company.Cluster.FieldAsync("dgr/sales", ".status.matched", Company.Cancellation)).ShouldBe("1");

        await company.ApplyRuleAsync("user.department -in [\"Sales\", \"IT\"]", Made);
        await MembersAsync(company, hybridGroups, group, anna.CloudId, ben.CloudId);

        await company.ApplyRuleAsync("user.departmnt -eq \"Sales\"", Made);
        await StatusAsync(company, hybridGroups, "ProcessingError");
        (await company.Cluster.ConditionAsync("dgr/sales", "RuleValid", Company.Cancellation)).ShouldContain("department");
        company.Entra.MembersOf(group).Count.ShouldBe(2);

        await company.ApplyRuleAsync("user.department -eq \"IT\"", Made, "processingState: Paused");
        await StatusAsync(company, hybridGroups, "UpdatePaused");
        company.Entra.MembersOf(group).Count.ShouldBe(2);
        await Eventually.HoldsAsync(async () => (await company.Cluster.FieldAsync("dgr/sales", ".status.pendingRemovals", Company.Cancellation)).ShouldBe("1"), hybridGroups);

        await company.ApplyRuleAsync("user.department -eq \"IT\"", Made);
        await MembersAsync(company, hybridGroups, group, ben.CloudId);
        await StatusAsync(company, hybridGroups, "UpdateComplete");
    }

    [Fact]
    public async Task A_group_of_active_directory_from_properties_of_active_directory_with_exceptions()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var (anna, ben, cleo) = (await company.HireAsync("Sales"), await company.HireAsync("Sales"), await company.HireAsync("IT"));
        await company.ConnectAsync();
        var target = $"activeDirectoryGroup: {{name: Sales {company.Cluster.Namespace}, organizationalUnit: \"{company.Cloud}\", create: true}}";
        await company.ApplyRuleAsync(
            "user.department -eq \"Sales\"", target, $"source: ActiveDirectory\nincludeMembers: [\"{cleo.Name}\"]\nexcludeMembers: [\"{ben.Account}@corp.example.com\"]");
        await using var hybridGroups = company.StartOperator();

        await Eventually.HoldsAsync(
            async () => (await company.FindAsync(Ldap.LdapFilter.Is("cn", $"Sales {company.Cluster.Namespace}"))).Single().Texts("member")
                .ShouldBe([anna.Name.ToString(), cleo.Name.ToString()], ignoreOrder: true),
            hybridGroups);

        await company.ChangeAsync(anna.Name, Ldap.LdapModification.Replace("department", "IT"));
        await Eventually.HoldsAsync(
            async () => (await company.FindAsync(Ldap.LdapFilter.Is("cn", $"Sales {company.Cluster.Namespace}"))).Single().Texts("member").ShouldBe([cleo.Name.ToString()]), hybridGroups);
    }

    [Fact]
    public async Task A_slip_that_would_add_everybody_is_held_until_it_is_approved()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var sales = await company.HireAsync("Sales");
        for (var number = 0; number < 12; number++) await company.HireAsync("IT");
        await company.ConnectAsync("safety: {maxAddedMembers: 5}");
        await company.ApplyRuleAsync("user.department -eq \"Sales\"", Made);
        await using var hybridGroups = company.StartOperator();
        await StatusAsync(company, hybridGroups, "UpdateComplete");
        var group = Guid.Parse(await company.Cluster.FieldAsync("dgr/sales", ".status.groupId", Company.Cancellation));

        await company.ApplyRuleAsync("user.department -ne \"Sale\"", Made);
        await Eventually.HoldsAsync(
            async () => (await company.Cluster.ConditionAsync("scon/corp", "PlanHeld", Company.Cancellation)).ShouldContain("maxAddedMembers"), hybridGroups);
        company.Entra.MembersOf(group).ShouldBe([sales.CloudId]);
        var hash = await company.Cluster.FieldAsync("scon/corp", ".status.heldPlan.hash", Company.Cancellation);

        await company.Cluster.KubectlAsync(Company.Cancellation, "annotate", "scon/corp", "hybridgroups.io/approve-plan=0000000000000000");
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Company.Cancellation); // long enough for a round that would add them
        company.Entra.MembersOf(group).ShouldBe([sales.CloudId]);

        await company.Cluster.KubectlAsync(Company.Cancellation, "annotate", "--overwrite", "scon/corp", $"hybridgroups.io/approve-plan={hash}");
        await Eventually.HoldsAsync(() => CountAsync(company, group, 13), hybridGroups);
        await Eventually.HoldsAsync(async () => (await company.Cluster.ConditionAsync("scon/corp", "Ready", Company.Cancellation)).ShouldStartWith("True Succeeded"), hybridGroups);

        // It was good once: left on the connector, it would let the same slip pass a second time.
        await Eventually.HoldsAsync(
            async () => (await company.Cluster.FieldAsync("scon/corp", ".metadata.annotations", Company.Cancellation)).ShouldNotContain("approve-plan"), hybridGroups);
    }

    private static Task StatusAsync(Company company, OperatorProcess hybridGroups, string status) => Eventually.HoldsAsync(
        async () => (await company.Cluster.FieldAsync("dgr/sales", ".status.membershipProcessingStatus", Company.Cancellation)).ShouldBe(status), hybridGroups);

    private static Task MembersAsync(Company company, OperatorProcess hybridGroups, Guid group, params Guid[] members) => Eventually.HoldsAsync(
        () =>
        {
            company.Entra.MembersOf(group).ShouldBe(members, ignoreOrder: true);
            return Task.CompletedTask;
        },
        hybridGroups);

    private static Task CountAsync(Company company, Guid group, int count)
    {
        company.Entra.MembersOf(group).Count.ShouldBe(count);
        return Task.CompletedTask;
    }
}
