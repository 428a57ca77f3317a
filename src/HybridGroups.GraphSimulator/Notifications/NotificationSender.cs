using System.Text;

namespace HybridGroups.GraphSimulator.Notifications;

/// <summary>Talks to the subscriber's endpoint: the handshake before a subscription, the deliveries after.</summary>
internal sealed class NotificationSender(HttpClient http)
{
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DeliveryLimit = TimeSpan.FromSeconds(3);

    /// <summary>Null when the endpoint proved itself, else what was wrong with its answer.</summary>
    public async Task<string?> ValidateAsync(Uri endpoint, string token, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(HandshakeLimit);
        try
        {
            var separator = endpoint.Query.Length == 0 ? '?' : '&';
            using var content = new StringContent("", Encoding.UTF8, "text/plain");
            using var response = await http.PostAsync(
                new Uri($"{endpoint}{separator}validationToken={Uri.EscapeDataString(token)}"), content, limit.Token);
            var body = await response.Content.ReadAsStringAsync(limit.Token);
            if ((int)response.StatusCode != 200)
                return $"HTTP status code is '{response.StatusCode}'.";
            if (response.Content.Headers.ContentType?.MediaType != "text/plain")
                return "Content type is not text/plain.";
            return body == token ? null : "Validation token does not match.";
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return "The request timed out or the endpoint could not be reached.";
        }
    }

    public async Task<bool> DeliverAsync(Notification notification, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(DeliveryLimit);
        try
        {
            using var content = new StringContent(notification.Body, Encoding.UTF8, "application/json");
            using var response = await http.PostAsync(notification.Target, content, limit.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
