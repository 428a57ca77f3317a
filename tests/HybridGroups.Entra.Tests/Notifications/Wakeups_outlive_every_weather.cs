using System.Text;
using HybridGroups.Entra.Notifications;
using HybridGroups.Entra.Tests.Surroundings;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.Sync.Cloud.Changes;

namespace HybridGroups.Entra.Tests.Notifications;

public sealed class Wakeups_outlive_every_weather(ITestOutputHelper output)
{
    private const int Seeds = 50;
    private const int Attempts = 100;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Under_all_faults_changes_are_heard_before_and_after_every_lifecycle_event_and_nothing_is_left_at_the_end()
    {
        var seeds = ulong.TryParse(Environment.GetEnvironmentVariable("HYBRIDGROUPS_SEED"), out var one)
            ? [one]
            : Enumerable.Range(1, Seeds).Select(seed => (ulong)seed).ToList();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancellation };
        await Parallel.ForEachAsync(seeds, parallel, async (seed, _) =>
        {
            await LiveAsync(seed);
            output.WriteLine($"seed {seed}");
        });
    }

    private static async Task LiveAsync(ulong seed)
    {
        ChangeSubscriptions? wakeups = null;
        await using var endpoint = await NotificationEndpoint.StartAsync(() => wakeups!);
        await using var simulated = await SimulatedTenant.StartAsync(seed, FaultSettings.Hard, adjust: options => options with { NotificationUrl = endpoint.Url });
        wakeups = simulated.Directory.Wakeups;
        var ears = new Ears(simulated, wakeups);

        await wakeups.EnsureAsync(Cancellation);
        Subscribed(simulated).ShouldBe(2, $"seed {seed}");
        await ears.HearBothAsync(seed);

        await ears.AfterAsync("reauthorizationRequired", () => Done(simulated, "PATCH"), seed);
        await ears.HearBothAsync(seed);

        await ears.AfterAsync("subscriptionRemoved", () => Done(simulated, "POST"), seed);
        Subscribed(simulated).ShouldBe(2, $"seed {seed}: those that were removed are replaced, and not kept besides");
        await ears.HearBothAsync(seed);

        // Forgotten by the service without a word: nobody renewed it in time.
        simulated.Clock.Advance(TimeSpan.FromDays(40));
        await wakeups.EnsureAsync(Cancellation);
        await ears.HearBothAsync(seed);

        await wakeups.EndAsync(Cancellation);
        simulated.Tenant.Violations.ShouldBeEmpty($"seed {seed}");
        await ears.HearNothingAsync();
    }

    // A 504 may have committed: what counts is what was done, not what was answered.
    private static int Done(SimulatedTenant simulated, string method) =>
        simulated.Tenant.Journal.Count(entry => entry.Method == method && entry.Committed && entry.Path.StartsWith("/subscriptions", StringComparison.Ordinal));

    private static int Subscribed(SimulatedTenant simulated) => Done(simulated, "POST") - Done(simulated, "DELETE");

    private sealed class Ears
    {
        private readonly SimulatedTenant simulated;
        private readonly ChangeSubscriptions wakeups;
        private readonly IAsyncEnumerator<CloudObjectKind> heard;
        private readonly Guid user;
        private readonly Guid group;
        private Task<bool>? next;
        private int changes;

        public Ears(SimulatedTenant simulated, ChangeSubscriptions wakeups)
        {
            this.simulated = simulated;
            this.wakeups = wakeups;
            heard = wakeups.ListenAsync(Cancellation).GetAsyncEnumerator(Cancellation);
            user = simulated.Tenant.AddUser("user");
            group = simulated.Tenant.AddGroup("group");
        }

        public async Task HearBothAsync(ulong seed)
        {
            var missing = new HashSet<CloudObjectKind> { CloudObjectKind.User, CloudObjectKind.Group };
            for (var attempt = 0; attempt < Attempts && missing.Count > 0; attempt++)
            {
                Change();
                await simulated.Host.DeliverNotificationsAsync(Cancellation);
                while (await HearsAsync()) missing.Remove(heard.Current);
            }

            missing.ShouldBeEmpty($"seed {seed}");
        }

        public async Task AfterAsync(string lifecycleEvent, Func<int> done, ulong seed)
        {
            var before = done();
            simulated.Tenant.SendLifecycle(lifecycleEvent);
            for (var attempt = 0; attempt < Attempts && done() < before + 2; attempt++)
            {
                await simulated.Host.DeliverNotificationsAsync(Cancellation);
                await wakeups.EnsureAsync(Cancellation);
            }

            done().ShouldBeGreaterThanOrEqualTo(before + 2, $"seed {seed}, {lifecycleEvent}");
            while (await HearsAsync()) heard.Current.ShouldBeOneOf(CloudObjectKind.User, CloudObjectKind.Group);
        }

        public async Task HearNothingAsync()
        {
            while (await HearsAsync()) heard.Current.ShouldBeOneOf(CloudObjectKind.User, CloudObjectKind.Group);
            Change();
            await simulated.Host.DeliverNotificationsAsync(Cancellation);
            (await HearsAsync()).ShouldBeFalse();
        }

        private void Change()
        {
            simulated.Tenant.Update(user, ("department", $"department {++changes}"));
            simulated.Tenant.Update(group, ("description", $"description {changes}"));
        }

        // A moment of real time: what is delivered is delivered at once, or in the simulator's next round.
        private async Task<bool> HearsAsync()
        {
            next ??= heard.MoveNextAsync().AsTask();
            await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation));
            if (!next.IsCompleted)
                return false;
            var result = await next;
            next = null;
            return result;
        }
    }
}
