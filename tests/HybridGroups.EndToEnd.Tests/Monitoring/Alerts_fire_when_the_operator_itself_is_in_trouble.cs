using FaultProxy.Tcp;
using HybridGroups.EndToEnd.Tests.Engine;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>Certificates that end, a lease that others take, a watch that falls silent: seen through a real Prometheus with the shipped rules.</summary>
public sealed class Alerts_fire_when_the_operator_itself_is_in_trouble(SharedSurroundings surroundings)
{
    [Fact]
    public async Task And_are_silent_again_when_it_is_put_right()
    {
        await using var world = await TroubledOperator.StartAsync(surroundings.Description, applicationDays: 10, webhookDays: 0.5);
        var alerts = new FiringAlerts(world.Prometheus, () => world.Replica);
        // One that only watches falls silent first: it takes longest. Nothing is closed, and nothing comes any more.
        await world.WatchersAsync();
        world.ApiServerOfWatcher.StrikeOpenConnections(new TcpFault.Stall(0));
        world.ApiServerOfWatcher.Always = new TcpFault.Stall(0);

        await alerts.IsAsync("HybridGroupsCertificateExpiring", "certificate", "leaf");
        await alerts.IsAsync("HybridGroupsCertificateExpiring", "tenant", world.Company.Entra.TenantId.ToString("D"));
        await world.RenewApplicationAsync(days: 90);
        await world.RenewWebhookAsync(days: 7);
        await alerts.AreGoneAsync("HybridGroupsCertificateExpiring");

        // Again and again somebody takes the lease, and is gone a second later.
        var lease = await world.LeaseAsync();
        for (var time = 1; time <= 4; time++)
        {
            await world.IsHeldAsync(lease);
            await world.TakeAsync(lease, seconds: 1);
        }

        await alerts.IsAsync("HybridGroupsLeaseFlapping", "name", lease);

        // And then somebody who does not work, and does not go either.
        await world.IsHeldAsync(lease);
        await world.TakeAsync(lease, seconds: 3600);
        await alerts.IsAsync("HybridGroupsConnectorUnattended", "connector", $"{world.Company.Cluster.Namespace}/corp");

        await alerts.IsAsync("HybridGroupsWatchStalled", "instance", world.Watcher);

        await world.Company.Cluster.KubectlAsync(Company.Cancellation, "delete", "lease", lease);
        world.ApiServerOfWatcher.Always = new TcpFault.Pass();
        world.ApiServerOfWatcher.StrikeOpenConnections(new TcpFault.Reset(0));
        await alerts.AreGoneAsync();
    }
}
