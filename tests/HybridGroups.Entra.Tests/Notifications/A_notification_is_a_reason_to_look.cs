using System.Text;
using HybridGroups.Entra.Notifications;
using HybridGroups.Entra.Tests.Surroundings;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Tests.Notifications;

public sealed class A_notification_is_a_reason_to_look
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subscribing_proves_the_endpoint_and_a_change_wakes_whoever_listens()
    {
        ChangeSubscriptions? wakeups = null;
        await using var endpoint = await NotificationEndpoint.StartAsync(() => wakeups!);
        await using var simulated = await SimulatedTenant.StartAsync(adjust: options => options with { NotificationUrl = endpoint.Url });
        wakeups = simulated.Directory.Wakeups;
        var user = simulated.Tenant.AddUser("user");
        var group = simulated.Tenant.AddGroup("group");

        await wakeups.EnsureAsync(Cancellation);
        simulated.Tenant.AddMember(group, user);
        await simulated.Host.DeliverNotificationsAsync(Cancellation);

        await using var heard = wakeups.ListenAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        (await heard.MoveNextAsync()).ShouldBeTrue();
        heard.Current.ShouldBe(CloudObjectKind.Group);
    }

    [Fact]
    public async Task A_subscription_is_renewed_before_it_ends_and_given_back_at_the_end()
    {
        ChangeSubscriptions? wakeups = null;
        await using var endpoint = await NotificationEndpoint.StartAsync(() => wakeups!);
        await using var simulated = await SimulatedTenant.StartAsync(adjust: options => options with { NotificationUrl = endpoint.Url });
        wakeups = simulated.Directory.Wakeups;
        await wakeups.EnsureAsync(Cancellation);
        await wakeups.EnsureAsync(Cancellation);
        Count("POST").ShouldBe(2, "one for users, one for groups, and no more the second time");

        simulated.Clock.Advance(TimeSpan.FromDays(25));
        await wakeups.EnsureAsync(Cancellation);
        Count("PATCH").ShouldBe(2);
        await wakeups.EndAsync(Cancellation);
        Count("DELETE").ShouldBe(2);

        int Count(string method) => simulated.Tenant.Journal.Count(entry => entry.Method == method && entry.Path.StartsWith("/subscriptions", StringComparison.Ordinal) && entry.Status < 300);
    }

    [Fact]
    public async Task What_an_earlier_process_left_behind_is_given_back()
    {
        ChangeSubscriptions? wakeups = null;
        await using var endpoint = await NotificationEndpoint.StartAsync(() => wakeups!);
        await using var simulated = await SimulatedTenant.StartAsync(adjust: options => options with { NotificationUrl = endpoint.Url });
        wakeups = simulated.Directory.Wakeups;
        await wakeups.EnsureAsync(Cancellation);
        using var successor = simulated.NewDirectory();
        wakeups = successor.Wakeups;

        await wakeups.EnsureAsync(Cancellation);

        simulated.Tenant.Journal.Count(entry => entry.Method == "DELETE" && entry.Status == 204).ShouldBe(2);
    }

    [Fact]
    public async Task A_notification_without_our_secret_or_of_no_subscription_of_ours_wakes_nobody_and_learns_nothing()
    {
        await using var simulated = await SimulatedTenant.StartAsync();
        var wakeups = simulated.Directory.Wakeups;

        foreach (var body in new[] { "not json", """{"value":[{"subscriptionId":"NA","clientState":"NA"}]}""", $$"""{"value":[{"subscriptionId":"{{Guid.NewGuid()}}","clientState":"x"}]}""" })
            wakeups.Receive(Encoding.UTF8.GetBytes(body));

        // Only what comes after them is heard.
        using var soon = new CancellationTokenSource();
        var listening = HearAsync(wakeups, soon.Token);
        listening.IsCompleted.ShouldBeFalse();
        await soon.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => listening);
        simulated.Logs.Lines.Count(line => line.Contains("4202", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Theory]
    [InlineData("reauthorizationRequired")]
    [InlineData("subscriptionRemoved")]
    [InlineData("missed")]
    public async Task A_lifecycle_event_with_a_wrong_secret_changes_nothing(string lifecycleEvent)
    {
        ChangeSubscriptions? wakeups = null;
        await using var endpoint = await NotificationEndpoint.StartAsync(() => wakeups!);
        await using var simulated = await SimulatedTenant.StartAsync(adjust: options => options with { NotificationUrl = endpoint.Url });
        wakeups = simulated.Directory.Wakeups;
        await wakeups.EnsureAsync(Cancellation);
        var ids = await simulated.GetSubscriptionIdsAsync();
        ids.Count.ShouldBe(2);
        simulated.Tenant.ClearJournal();

        foreach (var id in ids)
        {
            var body = $$"""{"value":[{"lifecycleEvent":"{{lifecycleEvent}}","subscriptionId":"{{id}}","clientState":"a guess"}]}""";
            wakeups.Receive(Encoding.UTF8.GetBytes(body));
        }

        await wakeups.EnsureAsync(Cancellation);
        simulated.Tenant.Journal.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_the_handshake_is_no_subscription_and_the_next_attempt_works()
    {
        ChangeSubscriptions? wakeups = null;
        await using var endpoint = await NotificationEndpoint.StartAsync(() => wakeups ?? throw new InvalidOperationException("Not there yet."));
        await using var simulated = await SimulatedTenant.StartAsync(adjust: options => options with { NotificationUrl = endpoint.Url });

        var refused = await Should.ThrowAsync<CloudException>(() => simulated.Directory.Wakeups.EnsureAsync(Cancellation));
        refused.Message.ShouldContain("validation");

        wakeups = simulated.Directory.Wakeups;
        await wakeups.EnsureAsync(Cancellation);
        (await simulated.GetSubscriptionIdsAsync()).Count.ShouldBe(2);
    }

    private static async Task HearAsync(ChangeSubscriptions wakeups, CancellationToken cancellation)
    {
        await foreach (var _ in wakeups.ListenAsync(cancellation))
            return;
    }
}
