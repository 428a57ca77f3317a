using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using HybridGroups.Api;
using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Controllers.Intents;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Safety;
using Kube.Client.Metadata;

namespace HybridGroups.Controllers.Connectors;

/// <summary>
/// What the running connectors count and where they stand. Gauges are read when they are asked for, over the connectors that this
/// replica looks after; what was known of a connector stands while a pass fails.
/// </summary>
public sealed class ConnectorMetrics : IDisposable
{
    private const string Confirmation = "Confirmation";
    private static readonly string[] Sides = [nameof(ConnectorReport.ActiveDirectory), nameof(ConnectorReport.Entra)];
    private static readonly string[] Limits = [.. Enum.GetNames<GuardLimit>(), Confirmation];
    private static readonly string[] Changes = [.. typeof(PlannedChange).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(PlannedChange))).Select(type => type.Name)];
    private static readonly string[] Problems = [.. typeof(ProblemClasses).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    private readonly Meter meter = new("HybridGroups.Engine");
    private readonly ConcurrentDictionary<ObjectKey, ConnectorStanding> standings = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> snapshots = new(StringComparer.Ordinal);
    private readonly Func<IEnumerable<KeyValuePair<ObjectKey, ConnectorReport>>> reports;
    private readonly IntentBoard board;
    private readonly TimeProvider time;
    private readonly Counter<long> changes;
    private readonly Counter<long> trips;
    private readonly Counter<long> snapshotFailures;

    /// <param name="reports">The report of each connector of this replica.</param>
    /// <param name="board">What the cluster wants of them.</param>
    /// <param name="time">The time.</param>
    public ConnectorMetrics(Func<IEnumerable<KeyValuePair<ObjectKey, ConnectorReport>>> reports, IntentBoard board, TimeProvider time)
    {
        this.reports = reports;
        this.board = board;
        this.time = time;
        changes = meter.CreateCounter<long>("hybridgroups_changes_total", description: "Changes made in a directory, by kind and outcome: members one by one, groups one by one.");
        trips = meter.CreateCounter<long>("hybridgroups_guard_trips_total", description: "How often the guard found something too much, by limit.");
        snapshotFailures = meter.CreateCounter<long>("hybridgroups_snapshot_failures_total", description: "Snapshots that could not be written or read.");
        meter.CreateObservableGauge("hybridgroups_build_info", Build, description: "The version; always 1.");
        meter.CreateObservableGauge("hybridgroups_connector_info", Infos, description: "Each SyncConnector of the cluster, told by every replica; always 1.");
        Gauge("hybridgroups_connector_ready", "1 while both directories answer and nothing keeps the connector from working.", known => known.Now is { SetupProblem: null, BothAnswer: true, Plan: not null } ? 1 : 0);
        Gauge("hybridgroups_plan_held", "Changes that wait for an approval.", known => known.Planned.Held?.Count ?? 0);
        Gauge("hybridgroups_awaiting_confirmation", "Deletions of groups that wait until their number is confirmed.", known => known.Planned.AwaitingConfirmation.Values.Sum());
        Gauge("hybridgroups_changes_waiting", "Changes that are planned and not made: held, failed, or computed in staging mode.", known => known.Planned.Waiting.Values.Sum());
        Gauge("hybridgroups_oldest_pending_update_seconds", "How long the oldest dynamic update has been waiting.", OldestPending);
        BySide("hybridgroups_directory_reachable", "1 when the last read of the directory succeeded, 0 when it did not.", known => known.Now.Side, side => side is { Problem: null, IsComplete: false } ? null : side.Problem is null ? 1 : 0);
        BySide("hybridgroups_import_objects", "Objects known of each directory.", known => known.Read, side => side.Objects);
        BySide("hybridgroups_import_last_complete_timestamp_seconds", "When a directory was last read to its end.", known => known.Read, side => side.LastDelta?.ToUnixTimeMilliseconds() / 1000.0);
        Each("hybridgroups_import_age_seconds", "Seconds since a directory was last read to its end; since the replica took the connector over when it was not yet.", (key, known) =>
            Sides.Select(side => Measured(Age(known.Read(side).LastDelta ?? known.Since), key, Label("side", side))));
        Each("hybridgroups_import_interval_seconds", "How often both directories are asked, notifications or not.", (key, _) =>
            board.Connector(key) is { } connector && DurationText.TryParse(connector.Spec.Schedule.Interval) is { } interval ? [Measured(interval.TotalSeconds, key)] : []);
        Each("hybridgroups_object_errors", "Objects that cannot be brought into agreement, by class.", (key, known) =>
            Counted(Problems, known.Planned.Problems.Select(problem => problem.Class)).Select(count => Measured(count.Value, key, Label("class", count.Key))));
        Each("hybridgroups_dynamic_rules", "DynamicGroupRules by their processing status.", (key, _) =>
            Counted(Enum.GetNames<MembershipProcessingStatus>(), board.RulesOf(key).Select(rule => (rule.Status?.MembershipProcessingStatus ?? MembershipProcessingStatus.NotStarted).ToString()))
                .Select(count => Measured(count.Value, key, Label("status", count.Key))));
        Each("hybridgroups_snapshot_age_seconds", "Seconds since the snapshot of a connector was last written.", (key, _) =>
            snapshots.TryGetValue(key.ToString(), out var saved) ? [Measured(Age(saved), key)] : []);
    }

    public void Count(string connector, string change, bool isDone, int count) =>
        changes.Add(count, new("connector", connector), new("change", change), new("outcome", isDone ? "applied" : "failed"));

    /// <summary>A connector has a new report.</summary>
    public void Reported(ObjectKey connector, ConnectorReport before, ConnectorReport now)
    {
        standings.AddOrUpdate(
            connector,
            key =>
            {
                Expect(key.ToString());
                return new ConnectorStanding(time.GetUtcNow()).With(now);
            },
            (_, standing) => standing.With(now));
        var tripped = now.Held is { } held && !string.Equals(held.Hash, before.Held?.Hash, StringComparison.Ordinal) ? held.Exceeded.Select(limit => limit.ToString()) : [];
        if (now.AwaitingConfirmation.Any(entry => before.AwaitingConfirmation.GetValueOrDefault(entry.Key) != entry.Value)) tripped = tripped.Append(Confirmation);
        foreach (var limit in tripped) trips.Add(1, new("connector", connector.ToString()), new("limit", limit));
    }

    /// <summary>A connector has a snapshot, of that time.</summary>
    public void SnapshotKept(string connector, DateTimeOffset at) => snapshots[connector] = at;

    /// <summary>The snapshot of a connector could not be written or read.</summary>
    public void SnapshotFailed(string connector) => snapshotFailures.Add(1, new KeyValuePair<string, object?>("connector", connector));

    public void Dispose() => meter.Dispose();

    // A counter that is not there before its first event hides that event from every rate.
    private void Expect(string connector)
    {
        foreach (var change in Changes)
        {
            Count(connector, change, isDone: true, 0);
            Count(connector, change, isDone: false, 0);
        }

        foreach (var limit in Limits) trips.Add(0, new("connector", connector), new("limit", limit));
        snapshotFailures.Add(0, new KeyValuePair<string, object?>("connector", connector));
        RoundMeasure.Expect(connector);
    }

    private void Gauge(string name, string description, Func<ConnectorStanding, double> value) => Each(name, description, (key, known) => [Measured(value(known), key)]);

    private void BySide(string name, string description, Func<ConnectorStanding, Func<string, SideReport>> sideOf, Func<SideReport, double?> value) =>
        Each(name, description, (key, known) =>
            from side in Sides
            let measured = value(sideOf(known)(side))
            where measured is not null
            select Measured(measured.Value, key, Label("side", side)));

    private void Each(string name, string description, Func<ObjectKey, ConnectorStanding, IEnumerable<Measurement<double>>> values) =>
        meter.CreateObservableGauge(name, () => Working().SelectMany(entry => values(entry.Key, entry.Value)), description: description);

    /// <summary>Those that this replica works on: not the suspended ones, and none that something only refers to.</summary>
    private IEnumerable<KeyValuePair<ObjectKey, ConnectorStanding>> Working()
    {
        var living = reports().Select(entry => entry.Key).ToHashSet();
        foreach (var gone in standings.Keys.Where(key => !living.Contains(key)))
        {
            standings.TryRemove(gone, out _);
            snapshots.TryRemove(gone.ToString(), out _);
        }

        return standings.Where(entry => board.Connector(entry.Key) is { Spec.Suspend: false });
    }

    private IEnumerable<Measurement<int>> Infos() => board.Connectors.Select(connector => new Measurement<int>(
        1, new("connector", connector.Key.ToString()), new("mode", connector.Spec.Suspend ? "Suspended" : connector.Spec.Mode.ToString())));

    private double OldestPending(ConnectorStanding known) => known.Planned.PendingSince
        .Where(entry => entry.Key.StartsWith(nameof(IntentKind.DynamicRule), StringComparison.Ordinal))
        .Select(entry => Age(entry.Value))
        .DefaultIfEmpty()
        .Max();

    private double Age(DateTimeOffset since) => Math.Max(0, (time.GetUtcNow() - since).TotalSeconds);

    private static Measurement<int> Build() => new(1, new KeyValuePair<string, object?>("version", typeof(ConnectorMetrics).Assembly.GetName().Version?.ToString(3)));

    private static Measurement<double> Measured(double value, ObjectKey connector, params KeyValuePair<string, object?>[] labels) =>
        new(value, [new("connector", connector.ToString()), .. labels]);

    private static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);

    /// <summary>How many there are of each; of those that nobody has there are none.</summary>
    private static Dictionary<string, int> Counted(IEnumerable<string> all, IEnumerable<string> found)
    {
        var counts = all.ToDictionary(one => one, _ => 0, StringComparer.Ordinal);
        foreach (var one in found) counts[one] = counts.GetValueOrDefault(one) + 1;
        return counts;
    }
}
