using System.Text.Json.Nodes;
using HybridGroups.Api;
using HybridGroups.Api.Conditions;
using HybridGroups.Api.Runs;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Controllers.Intents;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Ports;
using Kube.Client.Metadata;
using Kube.Operator.Conditions;

namespace HybridGroups.Controllers.SyncConnectors;

/// <summary>The status that a decision amounts to.</summary>
internal static class ConnectorStatus
{
    private const int MostErrors = 20;
    private static readonly TimeSpan LongestUntold = TimeSpan.FromMinutes(10);

    /// <summary>The status fields to change, or null when the object already has them.</summary>
    public static JsonObject? ChangeOf(SyncConnector connector, ConnectorSnapshot snapshot, ConnectorVerdict? verdict, DateTimeOffset now)
    {
        var known = connector.Status ?? new SyncConnectorStatus();
        var wanted = known with
        {
            ObservedGeneration = connector.Metadata.Generation,
            LastHandledReconcileAt = connector.Metadata.Annotations?.GetValueOrDefault(Annotations.ReconcileAt) ?? known.LastHandledReconcileAt,
            Holder = snapshot.Replica ?? known.Holder,
            Conditions = ConditionList.WithTransitionTimes(
                Conditions(snapshot, verdict).Select(condition => condition with { ObservedGeneration = connector.Metadata.Generation }),
                connector.Status?.Conditions,
                now),
        };
        if (snapshot.Report is { } report) wanted = With(wanted, report) with { Adopted = Adopted(connector, report) };
        return StatusPatch.Between(connector.Status, wanted);
    }

    private static SyncConnectorStatus With(SyncConnectorStatus status, ConnectorReport report) => status with
    {
        Flags = report.OwesFullImport ? new RunFlags { FullImport = true, FullSync = true } : new RunFlags(),
        Imports = new ConnectorImports
        {
            ActiveDirectory = Import(report.ActiveDirectory, status.Imports?.ActiveDirectory),
            Entra = Import(report.Entra, status.Imports?.Entra),
        },
        LastRun = report.LastRun is { IsWorthKeeping: true } || status.LastRun is null ? Run(report.LastRun) ?? status.LastRun : status.LastRun,
        History = report.History.Count == 0 ? status.History : [.. report.History.Select(run => Run(run)!)],
        ObjectErrors = report.Problems.Count == 0 ? null : [.. report.Problems.Take(MostErrors).Select(Error)],
        ObjectErrorCounts = report.Problems.Count == 0 ? null
            : report.Problems.GroupBy(problem => problem.Class, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
        HeldPlan = report.Held is not { } held ? null : new HeldPlan
        {
            Hash = held.Hash,
            Since = StatusTime.Of(report.HeldSince),
            Reason = Cut(string.Join("; ", held.Reasons)),
            DeletedGroups = held.DeletedGroups,
            RemovedMembers = held.RemovedMembers,
            AddedMembers = held.AddedMembers,
        },
    };

    // A side that does not answer says nothing of the groups that it does not show.
    private static IReadOnlyList<string>? Adopted(SyncConnector connector, ConnectorReport report)
    {
        if (report.Plan is not { } plan || !report.BothAnswer) return connector.Status?.Adopted;
        var adopted = plan.Outcomes.GetValueOrDefault(IntentCompiler.RefOf(connector).Key)?.Adopted ?? [];
        return adopted.Count == 0 ? null : [.. adopted.Order().Select(id => id.ToString("D"))];
    }

    public static ObjectError Error(ObjectProblem problem) => new() { Class = problem.Class, Object = problem.Object, Message = Cut(problem.Message), Remedy = Cut(problem.Remedy) };

    // The time of a read that found nothing is no news: written every round it would keep everybody busy who watches the object.
    private static ImportSummary? Import(SideReport side, ImportSummary? known) => side.LastDelta is null ? known : new ImportSummary
    {
        Objects = side.Objects,
        LastFull = StatusTime.Of(side.LastFull),
        LastDelta = known?.LastDelta is { } before && side.LastDelta - before < LongestUntold && known.Objects == side.Objects && known.LastFull == StatusTime.Of(side.LastFull)
            ? before
            : StatusTime.Of(side.LastDelta),
        CookieSince = StatusTime.Of(side.LastFull),
    };

    private static RunSummary? Run(RunReport? run) => run is null ? null : new RunSummary
    {
        Started = StatusTime.Of(run.Started),
        Finished = StatusTime.Of(run.Finished),
        Planned = run.Planned,
        Applied = run.Applied,
        Failed = run.Failed,
        Held = run.Held,
    };

    private static string Cut(string text) => text.Length <= 1024 ? text : text[..1023] + "…";

    private static IEnumerable<Condition> Conditions(ConnectorSnapshot snapshot, ConnectorVerdict? verdict)
    {
        if (snapshot.Spec.Suspend)
        {
            // As its spec says: who waits for a set of objects must not wait for one that is meant to stand still.
            yield return Of(ConditionTypes.Ready, ConditionStatus.True, Reasons.Suspended, "Suspended by spec.suspend: nothing is read and nothing is written.");
            yield break;
        }

        foreach (var condition in Summary(snapshot, verdict))
        {
            yield return condition;
        }

        if (snapshot.ActiveDirectory is { } directory)
        {
            yield return Reachable(ConditionTypes.ActiveDirectoryReachable, directory);
        }

        if (snapshot.Entra is { } entra)
        {
            yield return Reachable(ConditionTypes.EntraReachable, entra);
        }

        foreach (var condition in snapshot.Report is { SetupProblem: null } report ? Work(snapshot, report) : [])
        {
            yield return condition;
        }
    }

    private static IEnumerable<Condition> Summary(ConnectorSnapshot snapshot, ConnectorVerdict? verdict)
    {
        yield return verdict is null
            ? ReadyOf(snapshot.Report)
            : Of(ConditionTypes.Ready, verdict.Reason == Reasons.Progressing ? ConditionStatus.Unknown : ConditionStatus.False, verdict.Reason, verdict.Message);
        // kstatus: the two are there only while they are true, and never both.
        if (verdict is { IsTerminal: true })
        {
            yield return Of(ConditionTypes.Stalled, ConditionStatus.True, verdict.Reason, verdict.Message);
        }
        else if (verdict is not null)
        {
            yield return Of(ConditionTypes.Reconciling, ConditionStatus.True, Reasons.ProgressingWithRetry, verdict.Message);
        }
    }

    private static Condition ReadyOf(ConnectorReport? report)
    {
        var (reason, message) = report switch
        {
            null => (Reasons.Reachable, "Active Directory and Microsoft Entra both answer."),
            { Plan: not null } when report.WhyNothingIsWritten(report.Waiting.Values.Sum()) is { } why => why,
            { Problems.Count: > 0 and var count } => (Reasons.Succeeded, $"Active Directory and Microsoft Entra are in agreement but for {Objects(count)}; see status.objectErrors."),
            _ => (Reasons.Succeeded, "Active Directory and Microsoft Entra are in agreement."),
        };
        return Of(ConditionTypes.Ready, ConditionStatus.True, reason, message);
    }

    private static string Objects(int count) => count == 1 ? "one object" : $"{count} objects";

    private static IEnumerable<Condition> Work(ConnectorSnapshot snapshot, ConnectorReport report)
    {
        var refused = report.ActiveDirectory.IsRefused ? report.ActiveDirectory.Problem : report.Entra.IsRefused ? report.Entra.Problem : null;
        if (refused is not null) yield return Of(ConditionTypes.Authorized, ConditionStatus.False, Reasons.NotAuthorized, refused);
        else if (report.Plan is not null) yield return Of(ConditionTypes.Authorized, ConditionStatus.True, Reasons.Succeeded, "Both accounts are accepted and may read.");

        var unread = report.ActiveDirectory.Problem ?? report.Entra.Problem;
        if (unread is not null) yield return Of(ConditionTypes.ImportComplete, ConditionStatus.False, Reasons.ImportFailed, unread);
        else if (report.Plan is not null) yield return Of(ConditionTypes.ImportComplete, ConditionStatus.True, Reasons.Succeeded, "Both directories were read to their end.");

        if (report.LastRun is { } run)
        {
            yield return run.Failed > 0
                ? Of(ConditionTypes.SyncHealthy, ConditionStatus.False, Reasons.ObjectErrors, $"{run.Failed} changes failed in the last run; see status.objectErrors.")
                : report.Problems is [var problem, ..]
                ? Of(ConditionTypes.SyncHealthy, ConditionStatus.False, Reasons.ObjectErrors, Cut($"{Objects(report.Problems.Count)} could not be brought into agreement; see status.objectErrors. The first: {problem.Message}"))
                : Of(ConditionTypes.SyncHealthy, ConditionStatus.True, Reasons.Succeeded, "The last run changed all that it meant to.");
        }

        if (report.Held is { } held)
        {
            yield return Of(ConditionTypes.PlanHeld, ConditionStatus.True, Reasons.SafetyThresholdExceeded, $"{HeldText.Counts(held)} wait: {string.Join("; ", held.Reasons.Take(3))}.");
        }

        if (report.Plan is null) yield break;
        yield return snapshot.UpdatesAreStalled
            ? Of(ConditionTypes.DynamicMembershipCurrent, ConditionStatus.False, Reasons.UpdatesStalled, $"A dynamic update has been waiting since {snapshot.OldestPendingUpdate:u}.")
            : Of(ConditionTypes.DynamicMembershipCurrent, ConditionStatus.True, Reasons.Succeeded, "No dynamic update has been waiting for more than 24 hours.");
    }

    private static Condition Reachable(string type, ProbeResult result) => result switch
    {
        ProbeResult.Answers { NamingContext: { } domain } answers => Of(type, ConditionStatus.True, Reasons.Reachable, $"{answers.Server} answers for {domain}."),
        ProbeResult.Answers answers => Of(type, ConditionStatus.True, Reasons.Reachable, $"{answers.Server} answers."),
        ProbeResult.Silent silent => Of(type, ConditionStatus.False, Reasons.Unreachable, silent.Message),
        _ => throw new InvalidOperationException($"Unknown result {result}."),
    };

    private static Condition Of(string type, string status, string reason, string message) =>
        new() { Type = type, Status = status, Reason = reason, Message = message, LastTransitionTime = default };
}
