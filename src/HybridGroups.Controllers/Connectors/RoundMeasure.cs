using System.Diagnostics;
using System.Diagnostics.Metrics;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Safety;

namespace HybridGroups.Controllers.Connectors;

/// <summary>How long a round and each of its steps take, as histograms and as a trace. One for each round.</summary>
internal sealed class RoundMeasure : IDisposable
{
    /// <summary>The source of the traces.</summary>
    public const string SourceName = "HybridGroups.Engine";

    // Reading a large directory takes minutes, and its first reading more.
    private static readonly InstrumentAdvice<double> Long = new() { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600] };
    private static readonly string[] Outcomes = ["succeeded", "held", "failed", "unread"];
    private static readonly ActivitySource Source = new(SourceName);
    private static readonly Meter Meter = new("HybridGroups.Engine");
    private static readonly Counter<long> Rounds = Meter.CreateCounter<long>("hybridgroups_rounds_total", description: "Rounds of a connector, by how they ended: succeeded, held, failed (a write), unread (a directory).");
    private static readonly Histogram<double> RoundTime = Meter.CreateHistogram("hybridgroups_round_duration_seconds", description: "A round, from its first read to its report.", advice: Long);
    private static readonly Histogram<double> ImportTime = Meter.CreateHistogram("hybridgroups_import_duration_seconds", description: "Reading one directory: all of it, or what has changed.", advice: Long);
    private static readonly Histogram<double> PlanTime = Meter.CreateHistogram<double>("hybridgroups_plan_duration_seconds", description: "Computing a plan.");
    private static readonly Histogram<double> ApplyTime = Meter.CreateHistogram("hybridgroups_apply_duration_seconds", description: "Carrying a plan out.", advice: Long);
    private static readonly Histogram<double> EffectTime = Meter.CreateHistogram<double>(
        "hybridgroups_change_to_effect_seconds", description: "From noticing a change until what follows from it is written to the other side.");

    private readonly string connector;
    private readonly string trigger;
    private readonly DateTimeOffset noticed;
    private readonly TimeProvider time;
    private readonly long began;
    private readonly Activity? round;

    /// <param name="connector">Its namespace and name.</param>
    /// <param name="reasons">Why the round is run.</param>
    /// <param name="noticed">When the first of the reasons came up.</param>
    /// <param name="time">The time.</param>
    public RoundMeasure(string connector, WakeReasons reasons, DateTimeOffset noticed, TimeProvider time)
    {
        this.connector = connector;
        this.noticed = noticed;
        this.time = time;
        trigger = TriggerOf(reasons);
        began = time.GetTimestamp();
        round = Begin("round")?.SetTag("hybridgroups.trigger", trigger);
    }

    public async Task<SideReport> ImportAsync(DirectorySide side, SideReport before, Func<SideReport, Task<SideReport>> read)
    {
        using var span = Begin("import")?.SetTag("hybridgroups.side", side.ToString());
        var start = time.GetTimestamp();
        var after = await read(before);
        var outcome = after.Problem is null ? "complete" : "failed";
        var extent = after.LastFull == before.LastFull ? "changes" : "full";
        if (after.Problem is { } problem) span?.SetStatus(ActivityStatusCode.Error, problem);
        span?.SetTag("hybridgroups.extent", extent).SetTag("hybridgroups.objects", after.Objects);
        ImportTime.Record(Since(start), Connector, new("side", side.ToString()), new("extent", extent), new("outcome", outcome));
        return after;
    }

    public Plan Plan(Func<Plan> plan)
    {
        using var span = Begin("plan");
        var start = time.GetTimestamp();
        var planned = plan();
        span?.SetTag("hybridgroups.changes", planned.Count);
        PlanTime.Record(Since(start), Connector);
        return planned;
    }

    public Verdict Guard(Func<Verdict> check)
    {
        using var span = Begin("guard");
        var verdict = check();
        span?.SetTag("hybridgroups.held", verdict.Held?.Count ?? 0).SetTag("hybridgroups.refused", verdict.Refused.Count);
        return verdict;
    }

    public async Task<T> ApplyAsync<T>(Func<Task<T>> apply)
    {
        using var span = Begin("apply");
        var start = time.GetTimestamp();
        var applied = await apply();
        ApplyTime.Record(Since(start), Connector);
        return applied;
    }

    /// <summary>Something that follows from the change is written.</summary>
    public void TookEffect(DirectorySide side) => EffectTime.Record(
        Math.Max(0, (time.GetUtcNow() - noticed).TotalSeconds), Connector, new("side", side.ToString()), new("trigger", trigger));

    /// <summary>The round came to its end and not to a stop.</summary>
    public void Ended(ConnectorReport report)
    {
        var outcome = OutcomeOf(report);
        round?.SetTag("hybridgroups.outcome", outcome);
        Rounds.Add(1, Connector, new("outcome", outcome));
        RoundTime.Record(Since(began), Connector);
    }

    /// <summary>The connector is here now: a rate can be seen from its first round on.</summary>
    public static void Expect(string connector)
    {
        foreach (var outcome in Outcomes) Rounds.Add(0, new("connector", connector), new("outcome", outcome));
    }

    public void Dispose() => round?.Dispose();

    private KeyValuePair<string, object?> Connector => new("connector", connector);

    private Activity? Begin(string step) => Source.StartActivity(step)?.SetTag("hybridgroups.connector", connector);

    private double Since(long start) => time.GetElapsedTime(start).TotalSeconds;

    private static string OutcomeOf(ConnectorReport report) => report switch
    {
        { BothAnswer: false } => "unread",
        { LastRun.Failed: > 0 } => "failed",
        { Held: not null } => "held",
        _ => "succeeded",
    };

    private static string TriggerOf(WakeReasons reasons) =>
        reasons.HasFlag(WakeReasons.Timer) ? "interval"
        : (reasons & (WakeReasons.ActiveDirectory | WakeReasons.Entra)) != WakeReasons.None ? "notification"
        : "edit";
}
