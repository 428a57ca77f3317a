using System.Diagnostics.Metrics;

namespace Kube.Client.Http;

/// <summary>What dashboards expect of a Kubernetes client.</summary>
internal static class ClientMetrics
{
    private static readonly Meter Meter = new("Kube.Client");

    private static readonly Counter<long> Requests =
        Meter.CreateCounter<long>("rest_client_requests_total", description: "Number of HTTP requests, partitioned by status code, method, and host.");

    public static void Count(HttpMethod method, Uri host, string code) =>
        Requests.Add(1, new("code", code), new("method", method.Method), new("host", host.Authority));
}
