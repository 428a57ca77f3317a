using System.Text;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Query;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Notifications;

/// <summary>The subscriptions, and what is to be sent to them.</summary>
internal sealed class SubscriptionBook
{
    public static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(41_760);
    private const int MostPerAppAndTenant = 100;
    private static readonly TimeSpan ReauthorizeBefore = TimeSpan.FromHours(1);

    private readonly DirectoryStore store;
    private readonly FaultInjector faults;
    private readonly TimeProvider clock;
    private readonly Guid tenantId;
    private readonly List<Notification> waiting = [];
    private long sent;

    public SubscriptionBook(DirectoryStore store, FaultInjector faults, TimeProvider clock, Guid tenantId)
    {
        this.store = store;
        this.faults = faults;
        this.clock = clock;
        this.tenantId = tenantId;
        store.Committed.Add(Announce);
    }

    public Dictionary<Guid, Subscription> Active { get; } = [];

    public bool IsFull => Active.Count >= MostPerAppAndTenant;

    public List<Notification> TakeDue()
    {
        var now = clock.GetUtcNow();
        foreach (var subscription in Active.Values.ToList())
        {
            if (subscription.ExpiresAt <= now)
                Active.Remove(subscription.Id);
            else if (!subscription.ReauthorizationAsked && subscription.ExpiresAt - now < ReauthorizeBefore && subscription.LifecycleUrl is { } lifecycle)
            {
                Active[subscription.Id] = subscription with { ReauthorizationAsked = true };
                Enqueue(lifecycle, Lifecycle(subscription, "reauthorizationRequired"), now);
            }
        }

        var due = waiting.Where(notification => notification.Due <= now).ToList();
        waiting.RemoveAll(due.Contains);
        return due;
    }

    public void Retry(Notification failed)
    {
        var now = clock.GetUtcNow();
        // Given up after four hours; the gaps grow.
        if (now - failed.FirstTried < TimeSpan.FromHours(4))
            waiting.Add(failed with { Attempt = failed.Attempt + 1, Due = now + TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failed.Attempt, 10))) });
    }

    public void SendLifecycle(string lifecycleEvent)
    {
        foreach (var subscription in Active.Values)
        {
            if (subscription.LifecycleUrl is { } url)
                Enqueue(url, Lifecycle(subscription, lifecycleEvent), clock.GetUtcNow());
        }
    }

    private void Announce(Change change)
    {
        if (Active.Count == 0)
            return;
        var target = store[change.Ordinal];
        var segment = store.Schema[target.Kind].Segment;
        // Creations and soft deletions arrive as updates.
        var changeType = change.Kind == ChangeKind.Purged ? "deleted" : "updated";
        foreach (var subscription in Active.Values)
        {
            if (!subscription.ChangeType.Contains(changeType, StringComparison.OrdinalIgnoreCase) || !Covers(subscription, target, segment))
                continue;
            var number = ++sent;
            if (faults.Strikes(faults.Settings.NotificationDropShare, "drop", number))
                continue;
            var now = clock.GetUtcNow();
            Enqueue(subscription.NotificationUrl, Body(subscription, changeType, target, segment), now);
            if (faults.Strikes(faults.Settings.NotificationDuplicateShare, "again", number))
                Enqueue(subscription.NotificationUrl, Body(subscription, changeType, target, segment), now);
        }
    }

    private static bool Covers(Subscription subscription, DirectoryObject target, string segment)
    {
        var parts = subscription.Resource.Trim('/').Split('/');
        return parts[0].Equals(segment, StringComparison.OrdinalIgnoreCase)
            && (parts.Length == 1 || parts[1].Equals(target.IdText, StringComparison.OrdinalIgnoreCase));
    }

    private void Enqueue(Uri url, string body, DateTimeOffset now) => waiting.Add(new Notification(url, body, now, now, 1));

    private string Body(Subscription subscription, string changeType, DirectoryObject target, string segment)
    {
        var type = store.Schema[target.Kind].TypeName;
        var typeName = char.ToUpperInvariant(type[0]) + type[1..];
        return new StringBuilder("""{"value":[{"changeType":""").Append('"').Append(changeType)
            .Append($"\",\"clientState\":{Quote(subscription.ClientState)},\"resource\":\"{typeName}s/{target.IdText}\",\"resourceData\":{{")
            .Append($"\"@odata.type\":\"#Microsoft.Graph.{typeName}\",\"@odata.id\":\"{typeName}s/{target.IdText}\",\"id\":\"{target.IdText}\",")
            .Append($"\"organizationId\":\"{tenantId:D}\"}},\"subscriptionExpirationDateTime\":\"{ValueWriter.Time(subscription.ExpiresAt)}\",")
            .Append($"\"subscriptionId\":\"{subscription.Id:D}\",\"tenantId\":\"{tenantId:D}\"}}]}}")
            .ToString();
    }

    private string Lifecycle(Subscription subscription, string lifecycleEvent) =>
        $"{{\"value\":[{{\"lifecycleEvent\":\"{lifecycleEvent}\",\"subscriptionId\":\"{subscription.Id:D}\","
        + $"\"subscriptionExpirationDateTime\":\"{ValueWriter.Time(subscription.ExpiresAt)}\",\"clientState\":{Quote(subscription.ClientState)},"
        + $"\"tenantId\":\"{tenantId:D}\"}}]}}";

    private static string Quote(string? text) => text is null ? "null" : "\"" + System.Text.Json.JsonEncodedText.Encode(text) + "\"";
}
