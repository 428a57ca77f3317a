using System.Net;
using Microsoft.AspNetCore.Http;

namespace FaultProxy.Http;

/// <summary>A client's request, as it is sent on to the real server.</summary>
internal static class ForwardedRequest
{
    private static readonly HashSet<string> OfOneConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Proxy-Connection", "Host", "TE",
    };

    public static HttpRequestMessage From(HttpRequest incoming, Uri serverUrl)
    {
        var request = new HttpRequestMessage(
            new HttpMethod(incoming.Method), new Uri(serverUrl, incoming.Path.ToUriComponent() + incoming.QueryString.ToUriComponent()))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        if (incoming.ContentLength > 0 || incoming.Headers.TransferEncoding.Count > 0 || incoming.Method is "POST" or "PUT" or "PATCH")
        {
            request.Content = new StreamContent(incoming.Body);
        }

        foreach (var (name, values) in incoming.Headers)
        {
            if (name.StartsWith(':') || OfOneConnection.Contains(name))
            {
                continue;
            }

            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return request;
    }
}
