using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Tests.Surroundings;

namespace HybridGroups.GraphSimulator.Tests.Throttling;

public sealed class All_applications_share_the_writes_of_a_tenant
{
    // A thousandth of the real quotas: 3 writes for an application, 18 for the tenant.
    private static readonly FaultSettings Scarce = new() { EnforceQuota = true, QuotaFactor = 0.001 };

    [Fact]
    public async Task One_that_has_written_nothing_waits_for_the_others()
    {
        await using var simulator = await RunningSimulator.StartAsync(Scarce);
        var group = simulator.Tenant.AddGroup("group");
        for (var application = 0; application < 6; application++)
        {
            await simulator.SignInWithAsync("Group.ReadWrite.All");
            for (var write = 0; write < 3; write++) (await WriteAsync(simulator, group)).Status.ShouldBe(204);
        }

        await simulator.SignInWithAsync("Group.ReadWrite.All");
        var refused = await WriteAsync(simulator, group);
        refused.Status.ShouldBe(429);
        refused.Headers["x-ms-throttle-scope"].ShouldStartWith("Tenant/Write/");
        simulator.Clock.Advance(TimeSpan.FromMinutes(6));
        (await WriteAsync(simulator, group)).Status.ShouldBe(204);
    }

    [Fact]
    public async Task One_that_writes_too_much_by_itself_waits_alone()
    {
        await using var simulator = await RunningSimulator.StartAsync(Scarce);
        var group = simulator.Tenant.AddGroup("group");
        await simulator.SignInWithAsync("Group.ReadWrite.All");
        for (var write = 0; write < 3; write++) (await WriteAsync(simulator, group)).Status.ShouldBe(204);
        var refused = await WriteAsync(simulator, group);
        refused.Status.ShouldBe(429);
        refused.Headers["x-ms-throttle-scope"].ShouldStartWith("Tenant_Application/Write/");

        await simulator.SignInWithAsync("Group.ReadWrite.All");
        (await WriteAsync(simulator, group)).Status.ShouldBe(204);
    }

    private static Task<Answer> WriteAsync(RunningSimulator simulator, Guid group) =>
        simulator.SendAsync(HttpMethod.Patch, $"/v1.0/groups/{group}", """{"description":"x"}""");
}
