using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using HybridGroups.Entra.Connecting;

namespace HybridGroups.Entra.Requests;

/// <summary>Counts every HTTP request by what it was for and how it ended, and traces it.</summary>
public sealed class GraphMetrics : IDisposable
{
    private const string Name = "HybridGroups.Entra";
    private static readonly ActivitySource Source = new(Name);

    private readonly Meter meter = new(Name);
    private readonly Counter<long> requests;
    private readonly Histogram<double> duration;
    private readonly Counter<long> units;
    private readonly Counter<double> throttledSeconds;
    private readonly KeyValuePair<string, object?> tenant;
    private readonly ConcurrentDictionary<string, long> byOperation = new(StringComparer.Ordinal);
    private long total;

    /// <param name="options">Whose requests they are.</param>
    public GraphMetrics(EntraOptions options)
    {
        tenant = new("tenant", options.TenantId);
        requests = meter.CreateCounter<long>("hybridgroups_graph_requests_total", description: "HTTP requests to Microsoft Graph, by operation and HTTP status; status 0 is no answer.");
        duration = meter.CreateHistogram<double>("hybridgroups_graph_request_duration_seconds", description: "From sending an HTTP request to Microsoft Graph to the end of its answer.");
        units = meter.CreateCounter<long>("hybridgroups_graph_resource_units_total", description: "Resource units Microsoft Graph charged.");
        throttledSeconds = meter.CreateCounter<double>("hybridgroups_graph_throttled_seconds_total", description: "Time Microsoft Graph asked to wait.");
        units.Add(0, tenant);
        throttledSeconds.Add(0, tenant);
        if (options.Credential is EntraCredential.Certificate { WithPrivateKey: var certificate })
        {
            var end = new DateTimeOffset(certificate.NotAfter.ToUniversalTime()).ToUnixTimeSeconds();
            meter.CreateObservableGauge(
                "hybridgroups_entra_certificate_expiry_timestamp_seconds", () => new Measurement<long>(end, tenant), description: "When the certificate ends with which the application signs in.");
        }
    }

    public long Requests => Interlocked.Read(ref total);

    public IReadOnlyDictionary<string, long> RequestsByOperation => byOperation;

    public void Dispose() => meter.Dispose();

    internal static Activity? Begin(GraphCall call, Guid clientRequestId) => Source.StartActivity("graph", ActivityKind.Client)?
        .SetTag("hybridgroups.operation", call.Operation.Name)
        .SetTag("http.request.method", call.Method.Method)
        .SetTag("client-request-id", clientRequestId.ToString("D"));

    internal void Count(Activity? span, string operation, int status, TimeSpan took)
    {
        Interlocked.Increment(ref total);
        byOperation.AddOrUpdate(operation, 1, static (_, count) => count + 1);
        requests.Add(1, new("operation", operation), new("status", status), tenant);
        duration.Record(took.TotalSeconds, new("operation", operation), new("status", status), tenant);
        span?.SetTag("http.response.status_code", status);
        if (status is 0 or >= 400) span?.SetStatus(ActivityStatusCode.Error);
    }

    internal void Charge(long resourceUnits) => units.Add(resourceUnits, tenant);

    internal void Throttled(TimeSpan wait) => throttledSeconds.Add(wait.TotalSeconds, tenant);
}
