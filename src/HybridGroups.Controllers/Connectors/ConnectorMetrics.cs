using System.Diagnostics.Metrics;
using HybridGroups.Sync.Intents;
using Kube.Client.Metadata;

namespace HybridGroups.Controllers.Connectors;

/// <summary>What the running connectors count. Gauges are read from the last reports when they are asked for, so that none goes stale.</summary>
public sealed class ConnectorMetrics : IDisposable
{
    private readonly Meter meter = new("HybridGroups.Engine");
    private readonly TimeProvider time;
    private readonly Counter<long> changes;
    private readonly Histogram<double> rounds;

    /// <param name="reports">The report of each connector of this replica.</param>
    /// <param name="time">The time.</param>
    public ConnectorMetrics(Func<IEnumerable<KeyValuePair<ObjectKey, ConnectorReport>>> reports, TimeProvider time)
    {
        this.time = time;
        changes = meter.CreateCounter<long>("hybridgroups_changes_total", description: "Changes made in a directory, by kind and outcome.");
        rounds = meter.CreateHistogram<double>("hybridgroups_round_duration_seconds", description: "From the first read of a round to its last write.");
        Gauge("hybridgroups_connector_ready", "1 while both directories answer and nothing keeps the connector from working.", reports, report => report is { SetupProblem: null, BothAnswer: true, Plan: not null } ? 1 : 0);
        Gauge("hybridgroups_plan_held", "Changes that wait for an approval.", reports, report => report.Held?.Changes.Count ?? 0);
        Gauge("hybridgroups_awaiting_confirmation", "Deletions of groups that wait until their number is confirmed.", reports, report => report.AwaitingConfirmation.Values.Sum());
        Gauge("hybridgroups_oldest_pending_update_seconds", "How long the oldest dynamic update has been waiting.", reports, OldestPending);
        meter.CreateObservableGauge("hybridgroups_import_objects", () => Sides(reports(), side => side.Objects), description: "Objects known of each directory.");
        meter.CreateObservableGauge("hybridgroups_import_age_seconds", () => Sides(reports(), side => Age(side.LastDelta)), description: "Seconds since a directory was last read to its end.");
        meter.CreateObservableGauge("hybridgroups_object_errors", () => Errors(reports()), description: "Objects that cannot be brought into agreement, by class.");
    }

    public void Count(string connector, string change, bool isDone, int count) =>
        changes.Add(count, new("connector", connector), new("change", change), new("outcome", isDone ? "applied" : "failed"));

    public void Round(string connector, TimeSpan took) => rounds.Record(took.TotalSeconds, new KeyValuePair<string, object?>("connector", connector));

    public void Dispose() => meter.Dispose();

    private void Gauge(string name, string description, Func<IEnumerable<KeyValuePair<ObjectKey, ConnectorReport>>> reports, Func<ConnectorReport, double> value) =>
        meter.CreateObservableGauge(
            name, () => reports().Select(entry => new Measurement<double>(value(entry.Value), new KeyValuePair<string, object?>("connector", entry.Key.ToString()))), description: description);

    private double OldestPending(ConnectorReport report) => Age(report.PendingSince
        .Where(entry => entry.Key.StartsWith(nameof(IntentKind.DynamicRule), StringComparison.Ordinal))
        .Select(entry => (DateTimeOffset?)entry.Value)
        .Min());

    private double Age(DateTimeOffset? since) => since is { } known ? Math.Max(0, (time.GetUtcNow() - known).TotalSeconds) : 0;

    private static IEnumerable<Measurement<double>> Sides(IEnumerable<KeyValuePair<ObjectKey, ConnectorReport>> reports, Func<SideReport, double> value) =>
        reports.SelectMany(entry => new[]
        {
            new Measurement<double>(value(entry.Value.ActiveDirectory), new("connector", entry.Key.ToString()), new("side", "ActiveDirectory")),
            new Measurement<double>(value(entry.Value.Entra), new("connector", entry.Key.ToString()), new("side", "Entra")),
        });

    private static IEnumerable<Measurement<double>> Errors(IEnumerable<KeyValuePair<ObjectKey, ConnectorReport>> reports) =>
        reports.SelectMany(entry => entry.Value.Problems
            .GroupBy(problem => problem.Class, StringComparer.Ordinal)
            .Select(group => new Measurement<double>(group.Count(), new("connector", entry.Key.ToString()), new("class", group.Key))));
}
