using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using HybridGroups.Entra.Connecting;
using HybridGroups.Entra.Reading;
using HybridGroups.Entra.Requests;
using HybridGroups.Sync.Cloud;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Problems;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Entra.Notifications;

/// <summary>
/// Change notifications as a reason to poll at once. Their content is never used, they may come twice, late or not at all,
/// and one that does not carry our secret is ignored.
/// </summary>
public sealed partial class ChangeSubscriptions : ICloudWakeups
{
    // The service grants just under 29 days; a day that is missed must not end it.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(41_000);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(7);

    private readonly GraphTransport transport;
    private readonly PageReader pages;
    private readonly EntraOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly ConcurrentDictionary<Guid, Subscription> ours = new();
    private readonly Channel<CloudObjectKind> heard = Channel.CreateBounded<CloudObjectKind>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropWrite });

    internal ChangeSubscriptions(GraphTransport transport, PageReader pages, EntraOptions options, TimeProvider clock, ILogger logger)
    {
        this.transport = transport;
        this.pages = pages;
        this.options = options;
        this.clock = clock;
        this.logger = logger;
    }

    public async Task EnsureAsync(CancellationToken cancellation)
    {
        if (options.NotificationUrl is not { } url)
            return;
        foreach (var subscription in ours.Values)
        {
            if (subscription.Until - clock.GetUtcNow() < RenewBefore)
                await RenewAsync(subscription, cancellation);
        }

        foreach (var kind in new[] { CloudObjectKind.User, CloudObjectKind.Group })
        {
            if (!ours.Values.Any(known => known.Kind == kind))
                await CreateAsync(kind, url, cancellation);
        }
    }

    public async Task EndAsync(CancellationToken cancellation)
    {
        foreach (var subscription in ours.Values)
            await DeleteAsync(subscription.Id, cancellation);
    }

    public IAsyncEnumerable<CloudObjectKind> ListenAsync(CancellationToken cancellation) => heard.Reader.ReadAllAsync(cancellation);

    public void Receive(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            foreach (var notification in JsonValues.Items(document.RootElement, "value"))
                Hear(notification);
        }
        catch (JsonException)
        {
            LogIgnored(logger, "the body is not JSON");
        }
    }

    private void Hear(JsonElement notification)
    {
        if (!Guid.TryParse(JsonValues.Text(notification, "subscriptionId"), out var id) || !ours.TryGetValue(id, out var subscription))
        {
            LogIgnored(logger, "it belongs to no subscription of ours");
            return;
        }

        var given = Encoding.UTF8.GetBytes(JsonValues.Text(notification, "clientState") ?? "");
        if (!CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(subscription.Secret)))
        {
            LogIgnored(logger, "its client state is wrong");
            return;
        }

        if (JsonValues.Text(notification, "lifecycleEvent") is { } lifecycle)
        {
            LogLifecycle(logger, lifecycle, subscription.Resource);
            // The next Ensure renews or makes anew what this one ends.
            if (lifecycle == "subscriptionRemoved")
                ours.TryRemove(id, out _);
            else
                ours[id] = subscription with { Until = clock.GetUtcNow() };
        }

        heard.Writer.TryWrite(subscription.Kind);
    }

    private async Task CreateAsync(CloudObjectKind kind, Uri url, CancellationToken cancellation)
    {
        var resource = kind == CloudObjectKind.User ? "users" : "groups";
        await ForgetLeftOversAsync(resource, url, cancellation);
        var secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        var until = clock.GetUtcNow() + Life;
        var body = new JsonObject
        {
            ["changeType"] = "updated,deleted",
            ["notificationUrl"] = url.ToString(),
            ["lifecycleNotificationUrl"] = url.ToString(),
            ["resource"] = resource,
            ["expirationDateTime"] = Format(until),
            ["clientState"] = secret,
        };
        using var reply = await transport.SendAsync(new GraphCall(GraphOperation.Subscribe, HttpMethod.Post, "/subscriptions") { Body = body }, cancellation);
        var id = JsonValues.Id(reply.Root);
        ours[id] = new Subscription(id, kind, resource, secret, until);
        LogSubscribed(logger, resource, until);
        await ForgetLeftOversAsync(resource, url, cancellation);
    }

    // From an earlier process, or from an attempt whose answer was lost: its secret is unknown, and a tenant has room for few.
    private async Task ForgetLeftOversAsync(string resource, Uri url, CancellationToken cancellation)
    {
        var known = await pages.ReadAllAsync(new GraphCall(GraphOperation.Subscribe, HttpMethod.Get, "/subscriptions"),
            row => (Id: JsonValues.Id(row), Resource: JsonValues.Text(row, "resource"), Url: JsonValues.Text(row, "notificationUrl")), cancellation);
        foreach (var left in known.Where(entry => entry.Resource == resource && entry.Url == url.ToString() && !ours.ContainsKey(entry.Id)))
            await DeleteAsync(left.Id, cancellation);
    }

    private async Task RenewAsync(Subscription subscription, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + Life;
        using var reply = await transport.TrySendAsync(new GraphCall(GraphOperation.Subscribe, HttpMethod.Patch, $"/subscriptions/{subscription.Id:D}")
        {
            Body = new JsonObject { ["expirationDateTime"] = Format(until) },
        }, cancellation);
        if (reply.Problem is { Class: CloudProblemClass.NotFound })
            ours.TryRemove(subscription.Id, out _);
        else if (reply.Problem is { } problem)
            throw new CloudException(problem);
        else
            ours[subscription.Id] = subscription with { Until = until };
    }

    private async Task DeleteAsync(Guid id, CancellationToken cancellation)
    {
        using var reply = await transport.TrySendAsync(new GraphCall(GraphOperation.Subscribe, HttpMethod.Delete, $"/subscriptions/{id:D}"), cancellation);
        if (reply.Problem is { } problem and not { Class: CloudProblemClass.NotFound })
            throw new CloudException(problem);
        ours.TryRemove(id, out _);
    }

    private static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private sealed record Subscription(Guid Id, CloudObjectKind Kind, string Resource, string Secret, DateTimeOffset Until)
    {
        public override string ToString() => $"{Resource} until {Until:u}";
    }
}
