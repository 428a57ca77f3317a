using HybridGroups.Controllers.Snapshots;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Ports;
using HybridGroups.Sync.Safety;
using HybridGroups.Sync.Selection;

namespace HybridGroups.Controllers.Connectors;

/// <summary>Plans, checks and applies, until a pass has nothing left to do.</summary>
internal sealed class ConnectorRound(
    ConnectorSetup setup, DirectoryModel model, RuleBook rules, Baseline baseline, Approvals approvals, LiveChecks live,
    IOnPremisesDirectory activeDirectory, ICloudDirectory entra, IAuditTrail audit, ConnectorSnapshot? snapshot, TimeProvider time)
{
    private readonly Dictionary<string, DateTimeOffset> lastApplied = new(StringComparer.Ordinal);
    private readonly List<AppliedChange> applied = [];
    private IReadOnlyDictionary<Guid, string> products = new Dictionary<Guid, string>();
    private int planned;
    private string? usedApproval;

    public required RoundMeasure Measure { get; init; }

    public long? OnPremisesObjectsBefore { get; init; }

    public long? CloudObjectsBefore { get; init; }

    public async Task<ConnectorReport> RunAsync(
        ConnectorWork work, ConnectorReport before, DateTimeOffset started, int passes, Action mayGoOn, CancellationToken cancellation)
    {
        if (work.ApprovedPlan is { } approved) approvals.Approve(approved);
        else approvals.Withdraw();
        products = before.Prerequisites?.Products ?? products;
        var (plan, verdict) = Decide(work);
        var exceptional = ApprovedChanges(work, plan, verdict);
        planned = plan.Count;
        for (var pass = 0; pass < passes && MayWrite(work) && verdict.Apply.Count > 0; pass++)
        {
            var (results, mustBeRead) = await ApplyAsync(verdict, mayGoOn, cancellation);
            applied.AddRange(results);
            // An approval is good once. What failed may be tried again with it.
            if (exceptional.Count > 0 && !results.Any(result => result.Failed > 0 && exceptional.Contains(result.Change))) UseApproval();
            if (mustBeRead.Contains(DirectorySide.ActiveDirectory)) model.OnPremisesIsCurrent = false;
            if (mustBeRead.Contains(DirectorySide.Entra)) model.CloudIsCurrent = false;
            (plan, verdict) = Decide(work);
            // What fails, or needs another look at a directory, waits for the next round.
            if (results.Any(result => result.Failed > 0) || mustBeRead.Count > 0) break;
        }

        if (verdict.Held is { } held) approvals.Shown(held);
        return Conclude(work, before, plan, verdict, started);
    }

    private (Plan Plan, Verdict Verdict) Decide(ConnectorWork work)
    {
        var plan = Measure.Plan(() => new Planner(model, rules, baseline).Run(work.Intents, time.GetUtcNow()));
        return (plan, Measure.Guard(() => Check(work, plan, approvals)));
    }

    private Verdict Check(ConnectorWork work, Plan plan, Approvals given) => Guard.Check(
        plan, model, new GuardFacts(work.Limits, [.. setup.ActiveDirectory.WritableContainers.Select(DirectoryPath.Of)], work.Intents, given)
        {
            OnPremisesObjectsBefore = OnPremisesObjectsBefore,
            CloudObjectsBefore = CloudObjectsBefore,
            Products = products,
        });

    // Those that only the approval lets through.
    private HashSet<PlannedChange> ApprovedChanges(ConnectorWork work, Plan plan, Verdict verdict) =>
        verdict.Held is not null || approvals.ApprovedHash is null || !MayWrite(work) ? [] : [.. Check(work, plan, new Approvals()).Held?.Changes ?? []];

    // Asked before each pass: hours may end in the middle of a round.
    private bool MayWrite(ConnectorWork work) => !work.IsStaging && ChangeHours.OpensAt(work.Hours, time.GetUtcNow()) is null;

    private void UseApproval()
    {
        usedApproval ??= approvals.ApprovedHash;
        approvals.Used();
    }

    private async Task<(IReadOnlyList<AppliedChange> Results, IReadOnlySet<DirectorySide> MustBeRead)> ApplyAsync(Verdict verdict, Action mayGoOn, CancellationToken cancellation)
    {
        var hash = HeldChanges.HashOf(verdict.Apply.SelectMany(change => change.Keys));
        var made = new MadeGroups();
        var applier = new PlanApplier(
            new OnPremisesApplier(model, baseline, activeDirectory, live, made), new CloudApplier(model, entra, live, made),
            done =>
            {
                audit.Write(AuditRecords.Of(done, model, setup.Name, hash, time.GetUtcNow()));
                if (done.Count == 0) return;
                lastApplied[done.Change.Intent.Key] = time.GetUtcNow();
                Measure.TookEffect(done.Change.Group.Side);
            });
        snapshot?.WritesFollow();
        return (await Measure.ApplyAsync(() => applier.RunAsync(verdict.Apply, mayGoOn, cancellation)), applier.MustBeRead);
    }

    private ConnectorReport Conclude(ConnectorWork work, ConnectorReport before, Plan plan, Verdict verdict, DateTimeOffset started)
    {
        var now = time.GetUtcNow();
        var failures = applied.SelectMany(result => result.Problems);
        var waiting = verdict.Apply.Concat(verdict.Held?.Changes ?? [])
            .GroupBy(change => change.Intent.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(change => change.Count), StringComparer.Ordinal);
        var present = work.Intents.Select(intent => intent.Ref.Key).ToHashSet(StringComparer.Ordinal);
        var written = before.LastApplied.Where(entry => present.Contains(entry.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var (intent, when) in lastApplied) written[intent] = when;
        return (before with
        {
            Plan = plan,
            Held = verdict.Held,
            HeldSince = verdict.Held is null ? null : string.Equals(before.Held?.Hash, verdict.Held.Hash, StringComparison.Ordinal) ? before.HeldSince : now,
            AwaitingConfirmation = verdict.AwaitingConfirmation,
            Problems = [.. plan.Problems.Concat(verdict.Refused).Concat(failures).Distinct()],
            UsedApproval = usedApproval ?? before.UsedApproval,
            Waiting = waiting,
            LastApplied = written,
            PendingSince = LateChanges.Since(before, verdict, started),
        }).WithRun(new RunReport(
            started, now, planned, applied.Sum(result => result.Count), applied.Sum(result => result.Failed), verdict.Held?.Count ?? 0));
    }
}
