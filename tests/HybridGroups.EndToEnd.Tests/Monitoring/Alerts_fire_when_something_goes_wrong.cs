using FaultProxy.Tcp;
using HybridGroups.EndToEnd.Tests.Running;
using HybridGroups.GraphSimulator.Faults;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>Real faults in real servers, seen through a real Prometheus with the shipped rules.</summary>
[Collection(nameof(OneMonitoredCompany))]
public sealed class Alerts_fire_when_something_goes_wrong(MonitoredCompany monitored)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task And_are_silent_again_when_it_is_put_right()
    {
        var company = monitored.Company;
        await Eventually.HoldsAsync(async () => (await FiringAsync()).ShouldBeEmpty(), monitored.Operator);

        // The place of the snapshots is taken by something else: even root cannot write there.
        Directory.Delete(monitored.Snapshots, recursive: true);
        await File.WriteAllTextAsync(monitored.Snapshots, string.Empty, Engine.Company.Cancellation);

        // A rule with a slip of the pen, one that would let everybody in, a group with licences whose source is deleted, a connector without its Secret.
        var (licensed, licensedName) = await company.AddGroupAsync("Licensed");
        await Eventually.HoldsAsync(() => HoldsAsync(() => company.Synced(licensed).ShouldNotBeNull()), monitored.Operator);
        company.Entra.AssignLicence(company.Synced(licensed)!.Value, "05e9a617-0261-4cee-bb44-138d3ef5d965");
        await company.DeleteAsync(licensedName);
        for (var number = 0; number < 5; number++) await company.HireAsync("IT");
        await company.ApplyRuleAsync("user.department -ne \"Sale\"", MonitoredCompany.SalesGroup);
        await company.ApplyRuleAsync("user.departmnt -eq \"IT\"", "entraGroup: {displayName: All of it, create: true}", name: "broken");
        await company.ConnectAsync(name: "other", application: "not-there");
        await company.SyncAsync();
        await FiresAsync("HybridGroupsRuleProcessingError", "connector", monitored.Connector);
        await FiresAsync("HybridGroupsPlanHeld", "connector", monitored.Connector);
        await FiresAsync("HybridGroupsDeletionBlockedByLicence", "connector", monitored.Connector);
        await FiresAsync("HybridGroupsSnapshotFailing", "connector", monitored.Connector);
        await FiresAsync("HybridGroupsConnectorNotReady", "connector", monitored.ConnectorOf("other"));

        // The domain controller is cut off.
        monitored.DomainController.Always = new TcpFault.Refuse();
        monitored.DomainController.StrikeOpenConnections(new TcpFault.Reset(0));
        await FiresAsync("HybridGroupsConnectorUnreachable", "side", "ActiveDirectory");
        (await FiringAsync()).ShouldContain("HybridGroupsPlanHeld", "what was known takes no rest while a side does not answer");

        // And Microsoft Graph has had enough.
        company.Entra.Faults = FaultSettings.Demo with { ThrottleShare = 0.9 };
        await FiresAsync("HybridGroupsThrottled", "tenant", company.Entra.TenantId.ToString("D"));

        company.Entra.Faults = FaultSettings.Demo;
        File.Delete(monitored.Snapshots);
        monitored.DomainController.Always = new TcpFault.Pass();
        await company.Cluster.KubectlAsync(Engine.Company.Cancellation, "delete", "scon/other", "dgr/broken", "--wait=false");
        await company.ApplyRuleAsync(MonitoredCompany.Sales, MonitoredCompany.SalesGroup);
        await monitored.ConnectAsync(licences: "Remove");
        await company.SyncAsync();
        await Eventually.HoldsAsync(async () => (await FiringAsync()).ShouldBeEmpty(), monitored.Operator, Patience);

        await monitored.Operator.StopAsync();
        await FiresAsync("HybridGroupsOperatorDown", "severity", "critical");
        monitored.StartOperator();
        await Eventually.HoldsAsync(
            async () =>
            {
                (await FiringAsync()).ShouldBeEmpty();
                (await monitored.Prometheus.QueryAsync("hybridgroups_connector_ready")).ShouldHaveSingleItem().Value.ShouldBe(1);
            },
            monitored.Operator, Patience);
    }

    private Task FiresAsync(string alert, string label, string value) => Eventually.HoldsAsync(
        async () =>
        {
            var firing = (await monitored.Prometheus.FiringAsync()).Where(one => one.Name == alert && one.Labels.GetValueOrDefault(label) == value).ToArray();
            firing.ShouldNotBeEmpty($"{alert} of {value} does not fire; firing are {string.Join(", ", await FiringAsync())}\n{monitored.Prometheus.Log}");
            firing[0].Annotations["summary"].ShouldNotContain("<no value>");
            File.Exists(Repository.PathOf("docs", "runbooks", Path.GetFileName(firing[0].Annotations["runbook_url"]))).ShouldBeTrue(firing[0].Annotations["runbook_url"]);
        },
        monitored.Operator.HasEnded ? null : monitored.Operator,
        Patience);

    private async Task<IReadOnlyList<string>> FiringAsync() => [.. (await monitored.Prometheus.FiringAsync()).Select(alert => alert.Name)];

    private static Task HoldsAsync(Action assertion)
    {
        assertion();
        return Task.CompletedTask;
    }
}
