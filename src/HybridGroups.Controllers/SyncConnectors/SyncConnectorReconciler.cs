using System.Text.Json.Nodes;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Controllers.Intents;
using HybridGroups.Sync.Ports;
using Kube.Client.Errors;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Client.Schema;
using Kube.Operator.Controllers;
using Kube.Operator.Events;
using Kube.Operator.Writes;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Controllers.SyncConnectors;

/// <summary>Gathers what a connector rests on and how it runs, decides whether it is ready, and says so in its status.</summary>
[Rbac("hybridgroups.io", "syncconnectors,groupwritebackpolicies,dynamicgrouprules", "get,list,watch,patch")]
[Rbac("hybridgroups.io", "syncconnectors/status,groupwritebackpolicies/status,dynamicgrouprules/status", "patch")]
[Rbac("hybridgroups.io", "syncconnectors/finalizers,groupwritebackpolicies/finalizers,dynamicgrouprules/finalizers", "update")]
[Rbac("", "secrets,configmaps", "get")]
[Rbac("", "namespaces", "get,list,watch")]
public sealed partial class SyncConnectorReconciler(
    ResourceClient<SyncConnector> connectors, ConnectorSecrets secrets, IntentBoard board, ConnectorFleet fleet,
    IActiveDirectoryProbe activeDirectory, IEntraProbe entra, EventRecorder events, WriteTracker writes, TimeProvider time, ILogger<SyncConnectorReconciler> logger)
    : IEntityController<SyncConnector>
{
    private const string FieldManager = "hybrid-groups-status";
    private static readonly TimeSpan AfterConflict = TimeSpan.FromSeconds(1);

    public async Task<ReconcileResult> ReconcileAsync(SyncConnector entity, CancellationToken cancellation)
    {
        if (!fleet.IsMine(entity.Key))
        {
            return new ReconcileResult.Done(); // another replica speaks for it
        }

        await TakeOffUsedApprovalAsync(entity, cancellation);
        var snapshot = await GatherAsync(entity, cancellation);
        var verdict = ConnectorChecks.Decide(snapshot);

        if (ConnectorStatus.ChangeOf(entity, snapshot, verdict, time.GetUtcNow()) is { } change)
        {
            try
            {
                writes.Note(await connectors.MergeStatusAsync(entity, change, FieldManager, cancellation));
            }
            catch (KubeApiException gone) when (gone.IsNotFound)
            {
                return new ReconcileResult.Done();
            }
            catch (KubeApiException outdated) when (outdated.IsConflict)
            {
                return new ReconcileResult.RequeueAfter(AfterConflict); // changed in the meantime: decide again on what it is now
            }

            Tell(entity, verdict);
            TellStalledUpdates(entity, snapshot);
        }

        return snapshot.Spec.Suspend || verdict is { IsTerminal: true, Reason: Api.Conditions.Reasons.InvalidSpec }
            ? new ReconcileResult.Done()
            : new ReconcileResult.RequeueAfter(snapshot.Addresses.Interval);
    }

    // Its running connector finds out by itself.
    public Task DeletedAsync(ObjectKey key, CancellationToken cancellation) => Task.CompletedTask;

    // An approval is good once: left where it is, it would let the same slip pass a second time.
    private async Task TakeOffUsedApprovalAsync(SyncConnector connector, CancellationToken cancellation)
    {
        if (connector.Metadata.Annotations?.GetValueOrDefault(Api.Annotations.ApprovePlan) is not { } hash
            || !string.Equals(hash, fleet.ReportOf(connector.Key).UsedApproval, StringComparison.Ordinal)) return;
        await connectors.MergeAsync(
            connector.Key, new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Api.Annotations.ApprovePlan] = null } } }, FieldManager, cancellation);
        events.Record(connector, EventType.Normal, "PlanApproved", "Apply", $"The held plan {hash} was approved and carried out.");
    }

    private void Tell(SyncConnector connector, ConnectorVerdict? verdict)
    {
        var before = connector.Status?.Conditions?.FirstOrDefault(condition => condition.Type == Api.Conditions.ConditionTypes.Ready)?.Reason;
        if (verdict is not null && !string.Equals(before, verdict.Reason, StringComparison.Ordinal) && verdict.Reason != Api.Conditions.Reasons.Progressing)
        {
            events.Record(connector, EventType.Warning, verdict.Reason, "Reconcile", verdict.Message);
        }
        else if (verdict is null && before is not null && !string.Equals(before, Api.Conditions.Reasons.Succeeded, StringComparison.Ordinal))
        {
            events.Record(connector, EventType.Normal, Api.Conditions.Reasons.Succeeded, "Reconcile", "Active Directory and Microsoft Entra are in agreement.");
        }

        LogVerdict(connector.Key, verdict?.Reason ?? "Ready", verdict?.Message ?? string.Empty);
    }

    private void TellStalledUpdates(SyncConnector connector, ConnectorSnapshot snapshot)
    {
        var before = connector.Status?.Conditions?.FirstOrDefault(condition => condition.Type == Api.Conditions.ConditionTypes.DynamicMembershipCurrent)?.Status;
        if (!snapshot.UpdatesAreStalled || before == Kube.Client.Metadata.ConditionStatus.False) return;
        events.Record(
            connector, EventType.Warning, Api.Conditions.Reasons.UpdatesStalled, "Reconcile",
            $"No dynamic update could be processed since {snapshot.OldestPendingUpdate:u}. Look at status.objectErrors, status.heldPlan and the conditions of the rules.");
    }

    private async Task<ConnectorSnapshot> GatherAsync(SyncConnector connector, CancellationToken cancellation)
    {
        var report = fleet.ReportOf(connector.Key);
        var snapshot = new ConnectorSnapshot(connector.Spec, ConnectorAddresses.Of(connector))
        {
            Report = connector.Spec.Suspend ? null : report,
            Now = time.GetUtcNow(),
            Replica = Environment.MachineName,
            OldestPendingUpdate = PendingUpdates.OldestOf(report, report.PendingSince.Count == 0 ? [] : board.RulesOf(connector.Key)),
        };
        if (connector.Spec.Suspend || snapshot.Addresses.Problems.Count > 0)
        {
            return snapshot;
        }

        var (authorities, problem) = await secrets.ReadCaBundleAsync(connector, cancellation);
        if (problem is not null)
        {
            return snapshot with { CaBundleProblem = problem };
        }

        var directory = activeDirectory.ProbeAsync(snapshot.Addresses.With(authorities), cancellation);
        var cloud = entra.ProbeAsync(snapshot.Addresses.Graph, cancellation);
        return snapshot with { ActiveDirectory = await directory, Entra = await cloud };
    }
}
