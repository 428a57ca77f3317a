using System.Globalization;
using System.Text.Json;
using HybridGroups.GraphSimulator.Notifications;
using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Query;

namespace HybridGroups.GraphSimulator.Routes;

internal static class SubscriptionRoutes
{
    private static readonly string[] Watchable = ["users", "groups"];
    private static readonly string[] UrlProperties = ["notificationUrl", "lifecycleNotificationUrl"];

    public static readonly Route[] All =
    [
        new("POST", "subscriptions", Permissions.Subscribe, Create),
        new("GET", "subscriptions", Permissions.Subscribe, List),
        new("GET", "subscriptions/*", Permissions.Subscribe, context => Show(context, Find(context), 200, committed: false)),
        new("PATCH", "subscriptions/*", Permissions.Subscribe, Renew),
        new("POST", "subscriptions/*/reauthorize", Permissions.Subscribe, Reauthorize),
        new("DELETE", "subscriptions/*", Permissions.Subscribe, Delete),
    ];

    /// <summary>The endpoints to be proved before the subscription is made; null when the body is not worth it.</summary>
    public static IReadOnlyList<Uri> EndpointsOf(GraphRequest request)
    {
        if (request is not { Method: "POST", Segments: ["subscriptions"], Body: { ValueKind: JsonValueKind.Object } body })
            return [];
        return UrlProperties
            .Select(name => body.TryGetProperty(name, out var url) && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var uri) ? uri : null)
            .OfType<Uri>()
            .ToList();
    }

    private static GraphResponse Create(RouteContext context)
    {
        var root = WriteBody.Root(context.Request);
        var resource = Required(root, "resource");
        var changeType = Required(root, "changeType");
        var url = Required(root, "notificationUrl");
        var expires = ExpiryOf(context, Required(root, "expirationDateTime"));
        if (!Watchable.Contains(resource.Trim('/').Split('/')[0], StringComparer.OrdinalIgnoreCase))
            throw GraphFailure.BadRequest($"Unsupported resource '{resource}'.");
        if (changeType.Split(',').Any(type => type is not ("updated" or "deleted")))
            throw GraphFailure.BadRequest($"Unsupported change type '{changeType}' for resource '{resource}'.");
        if (root.TryGetProperty("clientState", out var state) && state.GetString()?.Length > 128)
            throw GraphFailure.BadRequest("clientState is longer than 128 characters.");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var endpoint) || !(endpoint.Scheme == "https" || endpoint.IsLoopback))
            throw GraphFailure.BadRequest("Notification endpoint must be an https URL.");
        if (context.Core.Subscriptions.IsFull)
            throw new GraphFailure(403, "ExtensionError", "Number of subscriptions for this application exceeded the limit.");
        if (context.Core.HandshakeFailures.Remove(context.Request.RequestId, out var failure))
            throw new GraphFailure(400, "ValidationError", $"Subscription validation request failed. {failure}");

        var lifecycle = root.TryGetProperty("lifecycleNotificationUrl", out var given) ? given.GetString() : null;
        var subscription = new Subscription(
            context.Core.Tenant.NewId(), context.Request.Caller.AppId, resource, changeType, endpoint,
            lifecycle is null ? null : new Uri(lifecycle), root.TryGetProperty("clientState", out var clientState) ? clientState.GetString() : null, expires);
        context.Core.Subscriptions.Active[subscription.Id] = subscription;
        return Show(context, subscription, 201, committed: true);
    }

    private static GraphResponse List(RouteContext context) => GraphResponse.Object(200, writer =>
    {
        writer.WriteString("@odata.context", $"{context.Request.Base}/$metadata#subscriptions");
        writer.WriteStartArray("value");
        foreach (var subscription in context.Core.Subscriptions.Active.Values.Where(known => known.AppId == context.Request.Caller.AppId))
        {
            writer.WriteStartObject();
            Write(writer, subscription);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static GraphResponse Renew(RouteContext context)
    {
        var expires = ExpiryOf(context, Required(WriteBody.Root(context.Request), "expirationDateTime"));
        var renewed = Find(context) with { ExpiresAt = expires, ReauthorizationAsked = false };
        context.Core.Subscriptions.Active[renewed.Id] = renewed;
        return Show(context, renewed, 200, committed: true);
    }

    private static GraphResponse Reauthorize(RouteContext context)
    {
        Find(context);
        return GraphResponse.NoContent();
    }

    private static GraphResponse Delete(RouteContext context)
    {
        context.Core.Subscriptions.Active.Remove(Find(context).Id);
        return GraphResponse.NoContent();
    }

    private static Subscription Find(RouteContext context) =>
        Guid.TryParse(context.Values[0], out var id) && context.Core.Subscriptions.Active.TryGetValue(id, out var found)
            && found.AppId == context.Request.Caller.AppId && found.ExpiresAt > context.Core.Clock.GetUtcNow()
            ? found
            : throw new GraphFailure(404, "ResourceNotFound", "The object was not found.");

    private static DateTimeOffset ExpiryOf(RouteContext context, string text)
    {
        var now = context.Core.Clock.GetUtcNow();
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires) || expires <= now)
            throw GraphFailure.BadRequest("Subscription expiration can only be in the future.");
        return expires - now <= SubscriptionBook.LongestLife
            ? expires
            : throw GraphFailure.BadRequest("Subscription expiration can only be 41760 minutes in the future.");
    }

    private static string Required(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text
            ? text
            : throw GraphFailure.BadRequest($"A value is required for property '{name}' of resource 'Subscription'.");

    private static GraphResponse Show(RouteContext context, Subscription subscription, int status, bool committed) =>
        GraphResponse.Object(status, writer =>
        {
            writer.WriteString("@odata.context", $"{context.Request.Base}/$metadata#subscriptions/$entity");
            Write(writer, subscription);
        }, committed);

    private static void Write(Utf8JsonWriter writer, Subscription subscription)
    {
        writer.WriteString("id", subscription.Id.ToString("D"));
        writer.WriteString("resource", subscription.Resource);
        writer.WriteString("applicationId", subscription.AppId);
        writer.WriteString("changeType", subscription.ChangeType);
        writer.WriteString("clientState", subscription.ClientState);
        writer.WriteString("notificationUrl", subscription.NotificationUrl.ToString());
        writer.WriteString("lifecycleNotificationUrl", subscription.LifecycleUrl?.ToString());
        writer.WriteString("expirationDateTime", ValueWriter.Time(subscription.ExpiresAt));
        writer.WriteString("creatorId", subscription.AppId);
        writer.WriteString("latestSupportedTlsVersion", "v1_2");
        writer.WriteString("notificationContentType", "application/json");
    }
}
