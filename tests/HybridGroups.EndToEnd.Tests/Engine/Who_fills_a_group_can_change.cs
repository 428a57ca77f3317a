using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>Rules that Entra evaluates, groups whose own rule is taken over, and rules that depend on one another.</summary>
public sealed class Who_fills_a_group_can_change(SharedSurroundings surroundings)
{
    [Fact]
    public async Task A_group_whose_memberof_rule_is_frozen_is_filled_from_here_and_keeps_who_belongs()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var (anna, ben) = (await company.HireAsync("Sales"), await company.HireAsync("Sales"));
        var frozen = company.Entra.AddGroup(
            "Frozen", ("groupTypes", new[] { "DynamicMembership" }), ("membershipRule", "user.department -eq \"Nobody\""), ("membershipRuleProcessingState", "Paused"));
        company.Entra.AddMember(frozen, anna.CloudId);
        await company.ConnectAsync();
        await company.ApplyRuleAsync("user.department -eq \"Sales\"", $"entraGroup: {{id: {frozen:D}}}");
        await using var hybridGroups = company.StartOperator();

        await Eventually.HoldsAsync(
            () =>
            {
                company.Entra.MembersOf(frozen).ShouldBe([anna.CloudId, ben.CloudId], ignoreOrder: true);
                ((string[])company.Entra.Read(frozen, "groupTypes")!).ShouldBeEmpty();
                return Task.CompletedTask;
            },
            hybridGroups);
        hybridGroups.Log.ShouldContain("MakeAssigned");
    }

    [Fact]
    public async Task A_rule_that_entra_evaluates_is_handed_over_and_its_processing_is_mirrored()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var anna = await company.HireAsync("Sales");
        await company.ConnectAsync();
        await company.ApplyRuleAsync("user.department -eq \"Sales\"", "entraGroup: {displayName: By Entra, create: true}", "evaluatedBy: Entra");
        await using var hybridGroups = company.StartOperator();

        await Eventually.HoldsAsync(
            async () => (await company.Cluster.FieldAsync("dgr/sales", ".status.membershipProcessingStatus", Company.Cancellation)).ShouldBe("UpdateComplete"), hybridGroups, TimeSpan.FromSeconds(90));
        var group = Guid.Parse(await company.Cluster.FieldAsync("dgr/sales", ".status.groupId", Company.Cancellation));
        company.Entra.Read(group, "membershipRule").ShouldBe("user.department -eq \"Sales\"");
        company.Entra.MembersOf(group).ShouldBe([anna.CloudId]);
    }

    [Fact]
    public async Task Rules_that_read_one_anothers_members_in_a_circle_are_not_evaluated_and_say_so()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var anna = await company.HireAsync("Sales");
        var (first, second) = (company.Entra.AddGroup("First"), company.Entra.AddGroup("Second"));
        company.Entra.AddMember(first, anna.CloudId);
        await company.ConnectAsync();
        await company.ApplyRuleAsync($"user.memberOf -any (group.objectId -in [\"{second:D}\"])", $"entraGroup: {{id: {first:D}}}", name: "first");
        await company.ApplyRuleAsync($"user.memberOf -any (group.objectId -in [\"{first:D}\"])", $"entraGroup: {{id: {second:D}}}", name: "second");
        await using var hybridGroups = company.StartOperator();

        await Eventually.HoldsAsync(
            async () =>
            {
                (await company.Cluster.ConditionAsync("dgr/first", "Ready", Company.Cancellation)).ShouldContain("circle");
                (await company.Cluster.ConditionAsync("dgr/second", "Ready", Company.Cancellation)).ShouldContain("circle");
            },
            hybridGroups);
        company.Entra.MembersOf(first).ShouldBe([anna.CloudId]);
        company.Entra.MembersOf(second).ShouldBeEmpty();

        await company.ApplyRuleAsync("user.department -eq \"Sales\"", $"entraGroup: {{id: {first:D}}}", name: "first");
        await Eventually.HoldsAsync(
            () =>
            {
                company.Entra.MembersOf(second).ShouldBe([anna.CloudId]);
                return Task.CompletedTask;
            },
            hybridGroups);
    }
}
