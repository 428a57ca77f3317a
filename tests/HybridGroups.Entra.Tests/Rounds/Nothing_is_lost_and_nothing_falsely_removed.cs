using HybridGroups.Entra.Connecting;
using HybridGroups.Entra.Tests.Surroundings;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Seeding;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Tests.Rounds;

public sealed class Nothing_is_lost_and_nothing_falsely_removed
{
    private static readonly TenantSeed People = new() { Users = 120, Groups = 25, Memberships = 700, LargestGroup = 100 };
    private static readonly FaultSettings SmallPages = new() { DeltaPageBudget = 30 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_token_expires_in_the_middle_of_a_round()
    {
        await using var simulated = await SimulatedTenant.StartAsync(faults: SmallPages, people: People);
        simulated.Handler.OnSend = (number, _) =>
        {
            if (number == 6)
                simulated.Tenant.RevokeTokens();
        };

        var mirror = await simulated.ReadAsync();

        mirror.ShouldMatch(simulated.Tenant.Snapshot());
        simulated.Tenant.TokensIssued.ShouldBe(2, "one refresh, not one for every page");
    }

    [Fact]
    public async Task The_process_is_killed_in_the_middle_of_a_full_round_and_what_was_known_stays_known()
    {
        await using var simulated = await SimulatedTenant.StartAsync(faults: SmallPages, people: People);
        var mirror = await simulated.ReadAsync();
        var before = simulated.Tenant.Snapshot();
        // Every link is dead, so a full round begins; it dies on the third page.
        simulated.Tenant.ResetDelta();
        var rows = 0;
        await foreach (var change in simulated.Directory.ReadChangesAsync(CloudObjectKind.Group, mirror.CheckpointOf(CloudObjectKind.Group), Cancellation))
        {
            mirror.Apply(change);
            if (change is CloudChange.Present && ++rows == 5)
                break;
        }

        mirror.ShouldMatch(before, "after the cut");
        using var successor = simulated.NewDirectory();
        await foreach (var change in successor.ReadChangesAsync(CloudObjectKind.Group, mirror.CheckpointOf(CloudObjectKind.Group), Cancellation))
            mirror.Apply(change);
        mirror.ShouldMatch(before, "after the successor's round");
    }

    [Fact]
    public async Task The_process_is_killed_in_the_middle_of_a_later_round_and_its_successor_loses_no_change()
    {
        await using var simulated = await SimulatedTenant.StartAsync(faults: SmallPages, people: People);
        var mirror = await simulated.ReadAsync();
        var truth = simulated.Tenant.Snapshot();
        var groups = truth.GroupMembers.Keys.ToList();
        foreach (var group in groups)
        {
            foreach (var user in truth.Users.Take(20))
                _ = simulated.Tenant.AddMember(group, user) || simulated.Tenant.RemoveMember(group, user);
        }

        var saved = mirror.CheckpointOf(CloudObjectKind.Group);
        var seen = 0;
        await foreach (var change in simulated.Directory.ReadChangesAsync(CloudObjectKind.Group, saved, Cancellation))
        {
            mirror.Apply(change);
            if (++seen == 60)
                break;
        }

        mirror.CheckpointOf(CloudObjectKind.Group).ShouldBe(saved, "a cut round hands out no checkpoint");
        await simulated.ReadAsync(mirror);
        mirror.ShouldMatch(simulated.Tenant.Snapshot());
    }

    [Fact]
    public async Task Groups_are_deleted_while_the_full_round_pages_over_them()
    {
        await using var simulated = await SimulatedTenant.StartAsync(faults: SmallPages, people: People);
        var victims = simulated.Tenant.Snapshot().GroupMembers.Keys.Take(12).ToList();
        var mirror = new CloudMirror();
        await simulated.ReadAsync(mirror, CloudObjectKind.User, CloudObjectKind.Device);
        var seen = 0;
        await foreach (var change in simulated.Directory.ReadChangesAsync(CloudObjectKind.Group, null, Cancellation))
        {
            mirror.Apply(change);
            // Some are behind the cursor by now, one is under it, the others lie ahead.
            if (change is CloudChange.Present && ++seen % 2 == 0 && victims.Count > 0)
            {
                simulated.Tenant.SoftDelete(victims[0]);
                victims.RemoveAt(0);
            }
        }

        victims.ShouldBeEmpty();
        await simulated.ReadAsync(mirror);
        mirror.ShouldMatch(simulated.Tenant.Snapshot());
    }

    [Fact]
    public async Task The_delta_link_is_too_old_and_what_was_deleted_meanwhile_is_found_by_the_sweep()
    {
        await using var simulated = await SimulatedTenant.StartAsync(faults: SmallPages, people: People);
        var mirror = await simulated.ReadAsync();
        var truth = simulated.Tenant.Snapshot();
        var gone = truth.Users.First();
        simulated.Tenant.SoftDelete(gone);
        simulated.Tenant.Purge(gone);
        simulated.Clock.Advance(TimeSpan.FromDays(8));

        await simulated.ReadAsync(mirror);

        mirror.Live(CloudObjectKind.User).ShouldNotContain(gone);
        mirror.ShouldMatch(simulated.Tenant.Snapshot());
    }

    [Fact]
    public async Task The_page_token_dies_in_the_middle_and_the_round_starts_over_from_the_stored_link()
    {
        await using var simulated = await SimulatedTenant.StartAsync(faults: SmallPages, people: People);
        var mirror = await simulated.ReadAsync();
        var truth = simulated.Tenant.Snapshot();
        foreach (var group in truth.GroupMembers.Keys)
            _ = simulated.Tenant.AddMember(group, truth.Users.Last()) || simulated.Tenant.RemoveMember(group, truth.Users.Last());
        simulated.Handler.OnSend = (number, request) =>
        {
            if (request.RequestUri!.Query.Contains("skiptoken", StringComparison.Ordinal) && !simulated.Tenant.Faults.OldDeltaTokensWork)
            {
                // Once only.
                simulated.Clock.Advance(TimeSpan.FromMinutes(11));
                simulated.Tenant.Faults = SmallPages with { OldDeltaTokensWork = true, PageTokenLifetime = TimeSpan.FromDays(1) };
                simulated.Tenant.Faults = SmallPages with { OldDeltaTokensWork = true };
            }
        };
        var changes = new List<CloudChange>();
        await foreach (var change in simulated.Directory.ReadChangesAsync(CloudObjectKind.Group, mirror.CheckpointOf(CloudObjectKind.Group), Cancellation))
        {
            changes.Add(change);
            mirror.Apply(change);
        }

        changes.OfType<CloudChange.RoundAbandoned>().Count().ShouldBe(1);
        changes.OfType<CloudChange.RoundStarted>().ShouldAllBe(started => !started.IsFull);
        mirror.ShouldMatch(simulated.Tenant.Snapshot());
    }

    [Fact]
    public async Task A_soft_deleted_user_leaves_all_groups_and_comes_back_to_all_when_restored()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        var user = simulated.Tenant.AddUser("leaver");
        var group = simulated.Tenant.AddGroup("group");
        simulated.Tenant.AddMember(group, user);
        var mirror = await simulated.ReadAsync();

        simulated.Tenant.SoftDelete(user);
        (await simulated.ReadAsync(mirror)).EffectiveMembers(group).ShouldBeEmpty();
        simulated.Tenant.Restore(user);
        (await simulated.ReadAsync(mirror)).EffectiveMembers(group).ShouldBe([user]);
        simulated.Tenant.SoftDelete(user);
        simulated.Tenant.Purge(user);
        (await simulated.ReadAsync(mirror)).EffectiveMembers(group).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("tenant")]
    [InlineData("cloud")]
    [InlineData("selection")]
    [InlineData("format")]
    public async Task A_checkpoint_of_other_circumstances_is_not_used(string difference)
    {
        await using var simulated = await SimulatedTenant.StartAsync(people: People);
        var checkpoint = (await simulated.ReadAsync(null, CloudObjectKind.User)).CheckpointOf(CloudObjectKind.User)!;
        checkpoint = difference switch
        {
            "tenant" => checkpoint with { Tenant = Guid.NewGuid().ToString() },
            "cloud" => checkpoint with { Root = "https://graph.microsoft.us" },
            "selection" => checkpoint with { Selection = "displayName" },
            _ => checkpoint with { Format = 0 },
        };

        await using var changes = simulated.Directory.ReadChangesAsync(CloudObjectKind.User, checkpoint, Cancellation).GetAsyncEnumerator(Cancellation);

        (await changes.MoveNextAsync()).ShouldBeTrue();
        changes.Current.ShouldBe(new CloudChange.RoundStarted(CloudObjectKind.User, IsFull: true));
    }

    [Fact]
    public async Task A_link_to_another_host_is_not_followed_with_our_token()
    {
        await using var simulated = await SimulatedTenant.StartAsync(people: People);
        var checkpoint = (await simulated.ReadAsync(null, CloudObjectKind.User)).CheckpointOf(CloudObjectKind.User)!;
        var strange = checkpoint with { Link = "https://graph.example.net/v1.0/users/delta?$deltatoken=x" };

        var failure = await Should.ThrowAsync<CloudException>(async () =>
        {
            await foreach (var _ in simulated.Directory.ReadChangesAsync(CloudObjectKind.User, strange, Cancellation))
            {
                // Nothing comes.
            }
        });

        failure.Problem.Message.ShouldContain("graph.example.net");
    }

    [Fact]
    public async Task A_second_poll_without_changes_tells_nothing()
    {
        await using var simulated = await SimulatedTenant.StartAsync(people: People);
        var mirror = await simulated.ReadAsync();
        var changes = new List<CloudChange>();
        await foreach (var change in simulated.Directory.ReadChangesAsync(CloudObjectKind.Group, mirror.CheckpointOf(CloudObjectKind.Group), Cancellation))
            changes.Add(change);

        changes.Select(change => change.GetType().Name).ShouldBe([nameof(CloudChange.RoundStarted), nameof(CloudChange.RoundCompleted)]);
    }
}
