using System.Globalization;
using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>Staging, suspension, and what the status keeps of each run.</summary>
public sealed class What_a_connector_is_told(SharedSurroundings surroundings)
{
    [Fact]
    public async Task In_staging_it_publishes_its_plan_and_writes_nothing_and_suspended_it_does_not_even_look()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var (anna, ben) = (await company.HireAsync("Sales"), await company.HireAsync("Sales"));
        var group = company.AddCloudGroup("Team", members: [anna.CloudId, ben.CloudId]);
        await company.ConnectAsync("mode: Staging");
        await company.ApplyPolicyAsync("selection: {types: [Security]}\ndeletionPolicy: Delete");
        await using var hybridGroups = company.StartOperator();
        await ConditionAsync("scon/corp", "Ready", "True Staging The connector is in staging: 3 changes are planned, and nothing is written.");
        await ConditionAsync("gwp/cloud-groups", "Ready", "True Staging The connector is in staging: 3 changes are planned, and nothing is written.");
        (await company.WrittenBackAsync(group)).ShouldBeNull();

        await company.ConnectAsync("mode: Active");
        await Eventually.HoldsAsync(async () => (await company.WrittenBackAsync(group)).ShouldNotBeNull(), hybridGroups);
        await ConditionAsync("scon/corp", "Ready", "True Succeeded");
        await ConditionAsync("scon/corp", "Authorized", "True");
        await ConditionAsync("scon/corp", "ImportComplete", "True");
        await ConditionAsync("scon/corp", "SyncHealthy", "True");
        await FieldAsync(".status.lastRun.applied", "3");
        await FieldAsync(".status.history[0].planned", "3");
        (await company.Cluster.FieldAsync("scon/corp", ".status.imports.activeDirectory.lastFull", Company.Cancellation)).ShouldEndWith("Z");
        int.Parse(await company.Cluster.FieldAsync("scon/corp", ".status.imports.entra.objects", Company.Cancellation), null).ShouldBeGreaterThan(0);
        await company.SyncAsync();
        var asked = await company.Cluster.FieldAsync("scon/corp", ".metadata.annotations.hybridgroups\\.io/reconcile-at", Company.Cancellation);
        await FieldAsync(".status.lastHandledReconcileAt", asked);
        (await company.Cluster.KubectlAsync(Company.Cancellation, "get", "gwp", "-o", "wide")).ShouldContain("1 groups are in Active Directory as they are in Entra.");

        await company.ConnectAsync("suspend: true");
        await ConditionAsync("scon/corp", "Ready", "True Suspended");
        await ConditionAsync("gwp/cloud-groups", "Ready", "True Suspended SyncConnector");
        company.Entra.Update(group, ("description", "while suspended"));
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Company.Cancellation); // long enough for a round that would write
        (await company.WrittenBackAsync(group))!.Text("description").ShouldBeNull();

        Task ConditionAsync(string item, string type, string expected) => HoldsAsync(company, hybridGroups, item, type, expected);
        Task FieldAsync(string path, string value) => Eventually.HoldsAsync(
            async () => (await company.Cluster.FieldAsync("scon/corp", path, Company.Cancellation)).ShouldBe(value), hybridGroups);
    }

    [Fact]
    public async Task Outside_the_hours_for_changes_it_says_until_when_it_writes_nothing_and_in_them_it_writes()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var anna = await company.HireAsync("Sales");
        var group = company.AddCloudGroup("Team", members: [anna.CloudId]);
        var opens = TimeProvider.System.GetUtcNow().AddHours(3);
        await company.ConnectAsync();
        await ChangesFromAsync(company, opens, opens.AddHours(1));
        await company.ApplyPolicyAsync("selection: {types: [Security]}\ndeletionPolicy: Delete");
        await using var hybridGroups = company.StartOperator();
        var until = string.Create(CultureInfo.InvariantCulture, $"2 changes are planned; nothing is written before {opens:yyyy-MM-dd HH:mm}:00Z");
        await HoldsAsync(company, hybridGroups, "scon/corp", "Ready", $"True OutsideChangeWindow {until}");
        await HoldsAsync(company, hybridGroups, "gwp/cloud-groups", "Ready", $"True OutsideChangeWindow {until}");
        await company.SyncAsync();
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Company.Cancellation); // long enough for a round that would write
        (await company.WrittenBackAsync(group)).ShouldBeNull();

        await ChangesFromAsync(company, opens.AddHours(-4), opens);
        await Eventually.HoldsAsync(async () => (await company.WrittenBackAsync(group)).ShouldNotBeNull(), hybridGroups);
        await HoldsAsync(company, hybridGroups, "gwp/cloud-groups", "Ready", "True Succeeded");
    }

    private static Task<string> ChangesFromAsync(Company company, DateTimeOffset from, DateTimeOffset to) => company.Cluster.KubectlAsync(
        Company.Cancellation, "patch", "scon/corp", "--type", "merge", "-p",
        $$"""
        spec:
          schedule:
            windows: [{from: "{{from.ToString("HH:mm", CultureInfo.InvariantCulture)}}", to: "{{to.ToString("HH:mm", CultureInfo.InvariantCulture)}}"}]
        """);

    private static Task HoldsAsync(Company company, OperatorProcess hybridGroups, string item, string type, string expected) => Eventually.HoldsAsync(
        async () => (await company.Cluster.ConditionAsync(item, type, Company.Cancellation)).ShouldContain(expected), hybridGroups);
}
