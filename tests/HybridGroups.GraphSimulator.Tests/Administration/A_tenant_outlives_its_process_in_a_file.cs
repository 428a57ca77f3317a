using HybridGroups.GraphSimulator.Administration;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Seeding;
using HybridGroups.GraphSimulator.Tests.Surroundings;

namespace HybridGroups.GraphSimulator.Tests.Administration;

public sealed class A_tenant_outlives_its_process_in_a_file : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("graph-simulator-state-").FullName;

    [Fact]
    public async Task With_objects_properties_members_owners_and_the_recycle_bin()
    {
        Guid group, user, deleted, purged;
        Hosting.TenantSnapshot before;
        await using (var first = await RunningSimulator.StartAsync())
        {
            first.Tenant.Seed(new TenantSeed { Users = 40, Groups = 6, Devices = 2, Memberships = 90 });
            user = first.Tenant.AddUser("ann");
            first.Tenant.Update(user, ("department", "Sales, \"north\"\n"), ("businessPhones", (string[])["1", "2"]), ("accountEnabled", false));
            group = first.Tenant.AddGroup("team", ("uniqueName", "key"), ("createdDateTime", first.Clock.GetUtcNow()));
            first.Tenant.AddMember(group, user);
            first.Tenant.AddOwner(group, user);
            deleted = first.Tenant.AddGroup("deleted");
            first.Tenant.AddMember(deleted, user);
            first.Tenant.SoftDelete(deleted);
            purged = first.Tenant.Add(ObjectKind.User, ("displayName", "purged"));
            first.Tenant.SoftDelete(purged);
            first.Tenant.Purge(purged);
            before = first.Tenant.Snapshot();
            (await first.SendAsync(HttpMethod.Post, $"/admin/save?path={Uri.EscapeDataString(StatePath)}", null)).Status.ShouldBe(204);
        }

        await using var second = await RunningSimulator.StartAsync();
        second.Tenant.Locked(() =>
        {
            StateFile.Load(second.Tenant.Core, StatePath);
            return 0;
        });
        var after = second.Tenant.Snapshot();
        after.Users.ShouldBe(before.Users, ignoreOrder: true);
        after.Devices.ShouldBe(before.Devices, ignoreOrder: true);
        after.GroupMembers.Keys.ShouldBe(before.GroupMembers.Keys, ignoreOrder: true);
        foreach (var (id, members) in before.GroupMembers) after.GroupMembers[id].ShouldBe(members, ignoreOrder: true);
        foreach (var property in new[] { "department", "businessPhones", "accountEnabled" })
            second.Tenant.Read(user, property).ShouldNotBeNull(property);
        second.Tenant.Read(user, "department").ShouldBe("Sales, \"north\"\n");
        (await second.GetAsync($"/v1.0/groups/{group}/owners")).Value.Count.ShouldBe(1);
        second.Tenant.IsLive(deleted).ShouldBeFalse();
        (await second.SendAsync(HttpMethod.Post, $"/v1.0/directory/deletedItems/{deleted}/restore", null)).Status.ShouldBe(200);
        second.Tenant.MembersOf(deleted).ShouldBe([user]);
        second.Tenant.LifecycleOf(purged).ShouldBe("Unknown");
    }

    [Fact]
    public async Task A_second_save_replaces_the_first_whole()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var group = simulator.Tenant.AddGroup("group");
        await simulator.SendAsync(HttpMethod.Post, $"/admin/save?path={Uri.EscapeDataString(StatePath)}", null);
        simulator.Tenant.SoftDelete(group);
        simulator.Tenant.Purge(group);
        await simulator.SendAsync(HttpMethod.Post, $"/admin/save?path={Uri.EscapeDataString(StatePath)}", null);
        (await File.ReadAllTextAsync(StatePath, TestContext.Current.CancellationToken)).ShouldNotContain(group.ToString());
        Directory.EnumerateFiles(folder).ShouldHaveSingleItem();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string StatePath => Path.Combine(folder, "tenant.jsonl");
}
