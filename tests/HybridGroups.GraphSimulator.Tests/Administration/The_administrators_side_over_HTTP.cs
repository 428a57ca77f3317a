using System.Text.Json;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Tests.Surroundings;

namespace HybridGroups.GraphSimulator.Tests.Administration;

/// <summary>What tests in other processes, and people who try the operator, have of the simulator.</summary>
public sealed class The_administrators_side_over_HTTP
{
    [Fact]
    public async Task Seeds_a_tenant_and_says_what_is_there()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var summary = await simulator.SendAsync(HttpMethod.Post, "/admin/seed", """{"users":50,"groups":5,"devices":3,"memberships":100}""");
        summary.Status.ShouldBe(200);
        summary.Json.GetProperty("objects").GetProperty("User").GetInt32().ShouldBe(50);
        summary.Json.GetProperty("objects").GetProperty("Group").GetInt32().ShouldBe(5);
        // Drawn by lot: a member who is drawn twice is a member once.
        summary.Json.GetProperty("memberships").GetInt32().ShouldBeInRange(80, 100);
        (await simulator.GetAsync("/admin")).Json.GetProperty("version").GetInt64().ShouldBe(summary.Json.GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Makes_changes_deletes_and_restores_objects_and_memberships()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var user = await MadeAsync(simulator, "user", """{"displayName":"Ann","userPrincipalName":"ann@corp.example.com"}""");
        var group = await MadeAsync(simulator, "group", """{"displayName":"Team"}""");
        (await simulator.SendAsync(HttpMethod.Patch, $"/admin/objects/{user}", """{"department":"Sales"}""")).Status.ShouldBe(204);
        (await simulator.GetAsync($"/v1.0/users/{user}?$select=department")).Json.GetProperty("department").GetString().ShouldBe("Sales");

        (await simulator.SendAsync(HttpMethod.Put, $"/admin/groups/{group}/members/{user}", null)).Status.ShouldBe(204);
        (await simulator.GetAsync($"/admin/groups/{group}/members")).Json.EnumerateArray().Single().GetGuid().ShouldBe(user);
        (await simulator.SendAsync(HttpMethod.Delete, $"/admin/objects/{group}", null)).Status.ShouldBe(204);
        (await simulator.GetAsync($"/v1.0/groups/{group}")).Status.ShouldBe(404);
        (await simulator.SendAsync(HttpMethod.Post, $"/admin/objects/{group}/restore", null)).Status.ShouldBe(204);
        (await simulator.GetAsync($"/v1.0/groups/{group}/members")).Value.Count.ShouldBe(1);
        (await simulator.SendAsync(HttpMethod.Delete, $"/admin/groups/{group}/members/{user}", null)).Status.ShouldBe(204);
        (await simulator.GetAsync($"/v1.0/groups/{group}/members")).Value.ShouldBeEmpty();
        (await simulator.SendAsync(HttpMethod.Delete, $"/admin/objects/{group}?purge=true", null)).Status.ShouldBe(204);
        (await simulator.SendAsync(HttpMethod.Post, "/admin/objects/unicorn", "{}")).Status.ShouldBe(404);
        (await simulator.SendAsync(HttpMethod.Patch, $"/admin/objects/{Guid.NewGuid()}", "{}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Switches_each_fault_and_whole_profiles()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        (await simulator.SendAsync(HttpMethod.Put, "/admin/profile/outage", null)).Status.ShouldBe(204);
        (await simulator.GetAsync("/v1.0/groups")).Status.ShouldBeGreaterThanOrEqualTo(500);
        (await simulator.SendAsync(HttpMethod.Put, "/admin/faults", """{"throttleShare":1}""")).Status.ShouldBe(204);
        (await simulator.GetAsync("/v1.0/groups")).Status.ShouldBe(429);
        (await simulator.GetAsync("/admin/faults")).Json.GetProperty("throttleShare").GetDouble().ShouldBe(1);
        (await simulator.SendAsync(HttpMethod.Put, "/admin/profile/demo", null)).Status.ShouldBe(204);
        // Who was told to wait has to.
        simulator.Clock.Advance(TimeSpan.FromMinutes(5));
        (await simulator.SendAsync(HttpMethod.Post, "/admin/script", """{"method":"GET","pathContains":"/groups","status":503}""")).Status.ShouldBe(204);
        (await simulator.GetAsync("/v1.0/groups")).Status.ShouldBe(503);
        (await simulator.GetAsync("/v1.0/groups")).Status.ShouldBe(200);
        (await simulator.SendAsync(HttpMethod.Put, "/admin/profile/sunny", null)).Text.ShouldContain("hard");
    }

    // Whoever adds a fault must be able to switch it from outside.
    [Fact]
    public async Task Every_fault_goes_there_and_back()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        (await simulator.SendAsync(HttpMethod.Put, "/admin/faults", JsonSerializer.Serialize(FaultSettings.Hard, JsonSerializerOptions.Web))).Status.ShouldBe(204);
        simulator.Tenant.Faults.ShouldBe(FaultSettings.Hard);
    }

    [Fact]
    public async Task Moves_the_clock_revokes_tokens_and_resets_rounds()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var before = simulator.Clock.GetUtcNow();
        (await simulator.SendAsync(HttpMethod.Post, "/admin/clock/advance?seconds=90", null)).Status.ShouldBe(204);
        (simulator.Clock.GetUtcNow() - before).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(90));
        var delta = (await simulator.GetAsync("/v1.0/groups/delta")).Link("@odata.deltaLink")!;
        (await simulator.SendAsync(HttpMethod.Post, "/admin/delta/reset", null)).Status.ShouldBe(204);
        (await simulator.GetAsync(delta)).Status.ShouldBe(410);
        (await simulator.SendAsync(HttpMethod.Post, "/admin/tokens/revoke", null)).Status.ShouldBe(204);
        (await simulator.GetAsync("/v1.0/groups")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Shows_the_journal_of_requests_and_of_writes_alone_and_what_clients_did_wrong()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var group = simulator.Tenant.AddGroup("group");
        await simulator.SendAsync(HttpMethod.Delete, "/admin/journal", null);
        await simulator.GetAsync($"/v1.0/groups/{group}?$select=id");
        await simulator.SendAsync(HttpMethod.Patch, $"/v1.0/groups/{group}", """{"description":"x"}""");
        var all = (await simulator.GetAsync("/admin/journal")).Json.EnumerateArray().ToList();
        all.Count.ShouldBe(2);
        (await simulator.GetAsync("/admin/journal?writes=true")).Json.EnumerateArray().Single().GetProperty("method").GetString().ShouldBe("PATCH");
        (await simulator.GetAsync($"/admin/journal?after={all[0].GetProperty("sequence").GetInt64()}")).Json.GetArrayLength().ShouldBe(1);
        await simulator.GetAsync("/v1.0/users");
        (await simulator.GetAsync("/admin/violations")).Json.GetArrayLength().ShouldBeGreaterThan(0, "a list without $select is what a good client never asks for");
    }

    private static async Task<Guid> MadeAsync(RunningSimulator simulator, string type, string properties)
    {
        var made = await simulator.SendAsync(HttpMethod.Post, $"/admin/objects/{type}", properties);
        made.Status.ShouldBe(201, made.Text);
        return made.Json.GetProperty("id").GetGuid();
    }
}
