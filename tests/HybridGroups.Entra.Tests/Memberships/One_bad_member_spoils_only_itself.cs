using HybridGroups.Entra.Tests.Surroundings;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Cloud.Memberships;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Tests.Memberships;

public sealed class One_bad_member_spoils_only_itself
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_deleted_just_before_the_PATCH_fails_alone_and_the_nineteen_others_are_added()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        var users = Enumerable.Range(0, 20).Select(i => simulated.Tenant.AddUser($"user{i}")).ToList();
        var group = simulated.Tenant.AddGroup("group");
        simulated.Tenant.SoftDelete(users[7]);

        var outcomes = await simulated.Directory.ApplyMembershipsAsync(Adding(group, users), Cancellation);

        outcomes[7].ShouldBeOfType<MembershipOutcome.Failed>().Problem.Class.ShouldBe(CloudProblemClass.NotFound);
        outcomes.Where((_, i) => i != 7).ShouldAllBe(outcome => outcome is MembershipOutcome.Applied);
        simulated.Tenant.MembersOf(group).Count.ShouldBe(19);
    }

    [Fact]
    public async Task A_member_who_is_gone_is_not_waited_for_longer_because_the_group_is_new()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        var users = Enumerable.Range(0, 3).Select(i => simulated.Tenant.AddUser($"user{i}")).ToList();
        var group = (await simulated.Directory.EnsureGroupAsync(new CloudGroupDraft("new-group", "New group", "new-group"), Cancellation)).Id;
        simulated.Tenant.SoftDelete(users[1]);

        var outcomes = await simulated.Directory.ApplyMembershipsAsync(Adding(group, users), Cancellation);

        outcomes[1].ShouldBeOfType<MembershipOutcome.Failed>().Problem.Class.ShouldBe(CloudProblemClass.NotFound);
        simulated.Tenant.MembersOf(group).Count.ShouldBe(2);
        simulated.Tenant.Journal.Count(entry => entry.Path.Contains("/members/$ref", StringComparison.Ordinal) && entry.Status == 404).ShouldBe(3);
    }

    [Fact]
    public async Task A_member_who_is_there_already_is_so_already_and_the_others_are_added()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        var users = Enumerable.Range(0, 20).Select(i => simulated.Tenant.AddUser($"user{i}")).ToList();
        var group = simulated.Tenant.AddGroup("group");
        simulated.Tenant.AddMember(group, users[3]);

        var outcomes = await simulated.Directory.ApplyMembershipsAsync(Adding(group, users), Cancellation);

        outcomes[3].ShouldBeOfType<MembershipOutcome.AlreadySo>();
        simulated.Tenant.MembersOf(group).Count.ShouldBe(20);
        // The PATCH, then the twenty one by one in a single batch.
        simulated.Tenant.Journal.Count(entry => entry.IsHttpRequest).ShouldBe(2);
    }

    [Fact]
    public async Task A_group_in_a_Microsoft_365_group_is_refused_and_the_users_are_added()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        var users = Enumerable.Range(0, 5).Select(i => simulated.Tenant.AddUser($"user{i}")).ToList();
        var nested = simulated.Tenant.AddGroup("nested");
        var team = simulated.Tenant.Add(ObjectKind.Group, ("displayName", "team"), ("mailEnabled", true), ("securityEnabled", false),
            ("mailNickname", "team"), ("groupTypes", (string[])["Unified"]));

        var outcomes = await simulated.Directory.ApplyMembershipsAsync(Adding(team, [.. users, nested]), Cancellation);

        outcomes[5].ShouldBeOfType<MembershipOutcome.Failed>().Problem.Class.ShouldBe(CloudProblemClass.ObjectRefused);
        simulated.Tenant.MembersOf(team).Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_batch_whose_answer_is_lost_after_it_was_carried_out_adds_everybody_once()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        var users = Enumerable.Range(0, 60).Select(i => simulated.Tenant.AddUser($"user{i}")).ToList();
        var group = simulated.Tenant.AddGroup("group");
        simulated.Tenant.Script(new ScriptedFault("PATCH", "/groups/", 504) { AfterCommit = true, Times = 2 });

        var outcomes = await simulated.Directory.ApplyMembershipsAsync(Adding(group, users), Cancellation);

        outcomes.ShouldNotContain(outcome => outcome is MembershipOutcome.Failed);
        simulated.Tenant.MembersOf(group).Count.ShouldBe(60);
    }

    [Fact]
    public async Task Seven_throttled_items_of_twenty_wait_once_for_the_longest_and_are_sent_again_alone()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        var user = simulated.Tenant.AddUser("user");
        var groups = Enumerable.Range(0, 20).Select(i => simulated.Tenant.AddGroup($"group{i}")).ToList();
        simulated.Tenant.Script(new ScriptedFault("PATCH", "/groups/", 429) { Times = 7 });

        var outcomes = await simulated.Directory.ApplyMembershipsAsync(
            [.. groups.Select(group => new MembershipChange.Add(new MembershipTarget(group), user))], Cancellation);

        outcomes.ShouldAllBe(outcome => outcome is MembershipOutcome.Applied);
        simulated.Tenant.Journal.Count(entry => entry.IsHttpRequest).ShouldBe(2);
        simulated.Tenant.Journal.Count(entry => entry.BatchItem is not null).ShouldBe(27);
        simulated.Tenant.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Groups_known_to_be_read_only_cost_no_request_at_all()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        var user = simulated.Tenant.AddUser("user");
        var synced = simulated.Tenant.AddSyncedGroup("synced");

        var outcomes = await simulated.Directory.ApplyMembershipsAsync(
        [
            new MembershipChange.Add(new MembershipTarget(synced) { Mastery = CloudMastery.OnPremises }, user),
            new MembershipChange.Add(new MembershipTarget(Guid.NewGuid()) { IsDynamic = true }, user),
            new MembershipChange.Add(new MembershipTarget(Guid.NewGuid()) { IsExchangeOnly = true }, user),
        ], Cancellation);

        outcomes.ShouldAllBe(outcome => outcome is MembershipOutcome.Failed);
        simulated.Handler.Sent.ShouldBe(0);
    }

    [Fact]
    public async Task A_removal_looks_at_the_live_group_and_stops_when_AD_owns_it_by_now()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        var user = simulated.Tenant.AddUser("user");
        var synced = simulated.Tenant.AddSyncedGroup("synced");
        simulated.Tenant.AddMember(synced, user);

        var outcomes = await simulated.Directory.ApplyMembershipsAsync([new MembershipChange.Remove(new MembershipTarget(synced), user)], Cancellation);

        outcomes.ShouldHaveSingleItem().ShouldBeOfType<MembershipOutcome.Failed>().Problem.Class.ShouldBe(CloudProblemClass.OnPremisesMastered);
        simulated.Tenant.Violations.ShouldBeEmpty();
    }

    private static List<MembershipChange> Adding(Guid group, IEnumerable<Guid> members) =>
        [.. members.Select(member => new MembershipChange.Add(new MembershipTarget(group), member))];
}
