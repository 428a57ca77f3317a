using System.Net;
using HybridGroups.Sync.Ports;

namespace HybridGroups.Entra.Probing;

/// <summary>
/// Asks Graph for the organization without a token. Graph answers 401 and says so in its own form: proof enough that it is
/// there and that its certificate is good.
/// </summary>
public sealed class EntraProbe(HttpClient http, TimeProvider time) : IEntraProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public async Task<ProbeResult> ProbeAsync(Uri graph, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using var response = await http.GetAsync(new Uri(graph, "/v1.0/organization"), HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.OK
                ? new ProbeResult.Answers(graph, NamingContext: null)
                : new ProbeResult.Silent(
                    $"{graph} answers {(int)response.StatusCode} where Microsoft Graph would answer 401: is this the root of Graph, and no proxy in between?");
        }
        catch (HttpRequestException error)
        {
            return new ProbeResult.Silent($"{graph}: {error.InnerException?.Message ?? error.Message}. Check the address, the proxy and the firewall.");
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new ProbeResult.Silent($"{graph} did not answer within {Limit.TotalSeconds:0} s: does a firewall drop the packets?");
        }
    }
}
