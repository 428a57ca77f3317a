using HybridGroups.EndToEnd.Tests.Running;
using HybridGroups.GraphSimulator.Schema;

namespace HybridGroups.EndToEnd.Tests.Engine;

public sealed class A_rule_reads_directory_extensions(SharedSurroundings surroundings)
{
    [Fact]
    public async Task Also_one_that_is_named_for_the_first_time_while_the_operator_runs()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var (anna, ben) = (await company.HireAsync("Sales"), await company.HireAsync("Sales"));
        var extension = company.Entra.AddExtension(company.Entra.Add(ObjectKind.Application, ("displayName", "Payroll"), ("appId", Guid.NewGuid().ToString())), "costCenter", "User");
        company.Entra.Update(anna.CloudId, (extension, "4711"));
        await company.ConnectAsync(interval: "10m");
        await using var hybridGroups = company.StartOperator();
        await Eventually.HoldsAsync(async () => (await company.Cluster.FieldAsync("scon/corp", ".status.lastRun.started", Company.Cancellation)).ShouldNotBeEmpty(), hybridGroups);

        await company.ApplyRuleAsync($"user.{extension} -eq \"4711\"", "entraGroup: {displayName: Cost center, create: true}");

        await Eventually.HoldsAsync(
            async () => (await company.Cluster.FieldAsync("dgr/sales", ".status.membershipProcessingStatus", Company.Cancellation)).ShouldBe("UpdateComplete"), hybridGroups);
        var group = Guid.Parse(await company.Cluster.FieldAsync("dgr/sales", ".status.groupId", Company.Cancellation));
        company.Entra.MembersOf(group).ShouldBe([anna.CloudId]);

        company.Entra.Update(ben.CloudId, (extension, "4711"));
        await company.SyncAsync();
        await Eventually.HoldsAsync(() =>
        {
            company.Entra.MembersOf(group).ShouldBe([anna.CloudId, ben.CloudId], ignoreOrder: true);
            return Task.CompletedTask;
        }, hybridGroups);
    }
}
