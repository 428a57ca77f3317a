using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace HybridGroups.Entra.Requests;

/// <summary>Counts every HTTP request by what it was for and how it ended.</summary>
public sealed class GraphMetrics : IDisposable
{
    private readonly Meter meter = new("HybridGroups.Entra");
    private readonly Counter<long> requests;
    private readonly Counter<long> units;
    private readonly Counter<double> throttledSeconds;
    private readonly ConcurrentDictionary<string, long> byOperation = new(StringComparer.Ordinal);
    private long total;

    public GraphMetrics()
    {
        requests = meter.CreateCounter<long>("hybridgroups_graph_requests_total", description: "HTTP requests to Microsoft Graph.");
        units = meter.CreateCounter<long>("hybridgroups_graph_resource_units_total", description: "Resource units Microsoft Graph charged.");
        throttledSeconds = meter.CreateCounter<double>("hybridgroups_graph_throttled_seconds_total", "s", "Time Microsoft Graph asked to wait.");
    }

    public long Requests => Interlocked.Read(ref total);

    public IReadOnlyDictionary<string, long> RequestsByOperation => byOperation;

    public void Dispose() => meter.Dispose();

    internal void Count(string operation, int status)
    {
        Interlocked.Increment(ref total);
        byOperation.AddOrUpdate(operation, 1, static (_, count) => count + 1);
        requests.Add(1, new("operation", operation), new("status", status));
    }

    internal void Charge(long resourceUnits) => units.Add(resourceUnits);

    internal void Throttled(TimeSpan wait) => throttledSeconds.Add(wait.TotalSeconds);
}
