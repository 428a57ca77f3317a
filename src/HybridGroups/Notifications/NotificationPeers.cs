using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Notifications;

/// <summary>
/// The other replicas. Behind one address Graph reaches any of them, and only the one that runs the connector knows the secret of
/// its subscription: what is not for this one is handed to all the others.
/// </summary>
/// <param name="names">HOST:PORT each; a name may stand for many addresses, as that of a headless Service does.</param>
/// <param name="http">To hand on with.</param>
/// <param name="logger">Where to tell what could not be handed on.</param>
internal sealed partial class NotificationPeers(IReadOnlyList<DnsEndPoint> names, HttpClient http, ILogger<NotificationPeers> logger)
{
    // Graph gives an endpoint three seconds before it counts as slow.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task ForwardAsync(PathString path, byte[] body, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var addresses = (await Task.WhenAll(names.Select(name => ResolveAsync(name, limit.Token)))).SelectMany(found => found);
        await Task.WhenAll(addresses.Select(address => ForwardAsync(new UriBuilder(Uri.UriSchemeHttp, address.Address.ToString(), address.Port, path).Uri, body, limit.Token)));
    }

    private async Task<IReadOnlyList<IPEndPoint>> ResolveAsync(DnsEndPoint name, CancellationToken cancellation)
    {
        try
        {
            return [.. (await Dns.GetHostAddressesAsync(name.Host, cancellation)).Select(address => new IPEndPoint(address, name.Port))];
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            LogUnknown(name.Host, error.Message);
            return [];
        }
    }

    private async Task ForwardAsync(Uri replica, byte[] body, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, replica) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add(NotificationServer.ForwardedHeader, "1");
            using var answer = await http.SendAsync(request, cancellation);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            // The connector asks at its interval anyway.
            LogNotForwarded(replica, error.Message);
        }
    }

    [LoggerMessage(3101, LogLevel.Warning, "the other replicas cannot be found by {Name}, and notifications for them are lost: {Reason}")]
    private partial void LogUnknown(string name, string reason);

    [LoggerMessage(3102, LogLevel.Debug, "a notification could not be handed to {Replica}: {Reason}")]
    private partial void LogNotForwarded(Uri replica, string reason);
}
