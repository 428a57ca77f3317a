using FaultProxy.Tcp;
using HybridGroups.EndToEnd.Tests.Running;
using HybridGroups.GraphSimulator.Faults;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>Real faults in real servers, seen through a real Prometheus with the shipped rules.</summary>
[Collection(nameof(OneMonitoredCompany))]
public sealed class Alerts_fire_when_something_goes_wrong(MonitoredCompany monitored)
{
    private readonly FiringAlerts alerts = new(monitored.Prometheus, () => monitored.Operator);

    [Fact]
    public async Task And_are_silent_again_when_it_is_put_right()
    {
        var company = monitored.Company;
        await alerts.AreGoneAsync();

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
        await alerts.IsAsync("HybridGroupsRuleProcessingError", "connector", monitored.Connector);
        await alerts.IsAsync("HybridGroupsPlanHeld", "connector", monitored.Connector);
        await alerts.IsAsync("HybridGroupsDeletionBlockedByLicence", "connector", monitored.Connector);
        await alerts.IsAsync("HybridGroupsSnapshotFailing", "connector", monitored.Connector);
        await alerts.IsAsync("HybridGroupsConnectorNotReady", "connector", monitored.ConnectorOf("other"));

        await alerts.IsAsync("HybridGroupsDynamicUpdatesStalled", "connector", monitored.Connector);

        // What grows is compared with what there was an hour ago, which is a minute here.
        await Eventually.HoldsAsync(async () => (await monitored.Prometheus.QueryAsync($"hybridgroups_object_errors{{connector=\"{monitored.Connector}\"}} offset 1m")).ShouldNotBeEmpty(), monitored.Operator, TimeSpan.FromSeconds(90));
        // A dozen groups of the cloud with more members than the policy takes.
        var strangers = new[] { company.Entra.AddUser("Stranger"), company.Entra.AddUser("Another") };
        for (var number = 1; number <= 12; number++)
        {
            var crowd = company.Entra.AddGroup($"Crowd {number}");
            foreach (var stranger in strangers) company.Entra.AddMember(crowd, stranger);
        }

        await company.ApplyPolicyAsync("selection: {types: [Security], honourWritebackConfiguration: false}\nmembers: {maximum: 1}");
        await company.SyncAsync();
        await alerts.IsAsync("HybridGroupsObjectErrorsGrowing", "connector", monitored.Connector);

        // The domain controller is cut off.
        monitored.DomainController.Always = new TcpFault.Refuse();
        monitored.DomainController.StrikeOpenConnections(new TcpFault.Reset(0));
        await alerts.IsAsync("HybridGroupsConnectorUnreachable", "side", "ActiveDirectory");
        (await alerts.NamesAsync()).ShouldContain("HybridGroupsPlanHeld", "what was known takes no rest while a side does not answer");

        await alerts.IsAsync("HybridGroupsSyncStale", "connector", monitored.Connector);

        // And Microsoft Graph has had enough.
        company.Entra.Faults = FaultSettings.Demo with { ThrottleShare = 0.9 };
        await alerts.IsAsync("HybridGroupsThrottled", "tenant", company.Entra.TenantId.ToString("D"));

        company.Entra.Faults = FaultSettings.Demo;
        await company.ApplyPolicyAsync("selection: {types: [Security], honourWritebackConfiguration: false}");
        File.Delete(monitored.Snapshots);
        monitored.DomainController.Always = new TcpFault.Pass();
        await company.Cluster.KubectlAsync(Engine.Company.Cancellation, "delete", "scon/other", "dgr/broken", "--wait=false");
        await company.ApplyRuleAsync(MonitoredCompany.Sales, MonitoredCompany.SalesGroup);
        await monitored.ConnectAsync(licences: "Remove");
        await company.SyncAsync();
        await alerts.AreGoneAsync();

        await monitored.Operator.StopAsync();
        await alerts.IsAsync("HybridGroupsOperatorDown", "severity", "critical");
        monitored.StartOperator();
        await Eventually.HoldsAsync(
            async () =>
            {
                (await alerts.NamesAsync()).ShouldBeEmpty();
                (await monitored.Prometheus.QueryAsync("hybridgroups_connector_ready")).ShouldHaveSingleItem().Value.ShouldBe(1);
            },
            monitored.Operator, TimeSpan.FromSeconds(90));
    }

    private static Task HoldsAsync(Action assertion)
    {
        assertion();
        return Task.CompletedTask;
    }
}
