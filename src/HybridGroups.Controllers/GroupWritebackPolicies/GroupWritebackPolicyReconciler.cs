using System.Text.Json.Nodes;
using HybridGroups.Api;
using HybridGroups.Api.Conditions;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.Validation;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Controllers.Intents;
using Kube.Client.Errors;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Operator.Conditions;
using Kube.Operator.Controllers;
using Kube.Operator.Events;
using Kube.Operator.Finalizers;
using Kube.Operator.Writes;

namespace HybridGroups.Controllers.GroupWritebackPolicies;

/// <summary>Keeps the intent of a policy known to its running connector, and tells in the status what became of it.</summary>
public sealed class GroupWritebackPolicyReconciler(
    ResourceClient<GroupWritebackPolicy> policies, IntentBoard board, ConnectorFleet fleet, EventRecorder events, WriteTracker writes, TimeProvider time)
    : IEntityController<GroupWritebackPolicy>
{
    private const string FieldManager = "hybrid-groups-status";
    private static readonly TimeSpan AfterConflict = TimeSpan.FromSeconds(1);
    private readonly StatusWriter<GroupWritebackPolicy, GroupWritebackPolicySpec, GroupWritebackPolicyStatus> status = new(policies, writes, FieldManager);
    private readonly FinalizerStep<GroupWritebackPolicy> finalizer = new(policies, Api.Finalizers.Cleanup, writes, FieldManager);

    public async Task<ReconcileResult> ReconcileAsync(GroupWritebackPolicy entity, CancellationToken cancellation)
    {
        var key = Claims.ConnectorOf(entity.Spec.ConnectorRef, entity.Key);
        if (!fleet.IsMine(key)) return new ReconcileResult.Done(); // another replica speaks for it
        try
        {
            if (entity.Metadata.DeletionTimestamp is null && PolicyFinalizer.IsNeeded(entity) && !await finalizer.EnsureAsync(entity, cancellation)) return new ReconcileResult.Done();
            var snapshot = new PolicySnapshot(entity, board.Connector(key), board.Check(entity), fleet.ReportOf(key)) { NewerPolicies = board.RivalsOf(entity) };
            if (entity.Metadata.DeletionTimestamp is not null && PolicyFinalizer.MayGo(snapshot))
            {
                await finalizer.RemoveAsync(entity, cancellation);
                return new ReconcileResult.Done();
            }

            if (snapshot.HasOldConfirmation) await TakeOffConfirmationAsync(entity, cancellation);
            var result = PolicyChecks.Decide(snapshot);
            if (await status.WriteAsync(entity, PolicyStatus.Of(snapshot, result, time.GetUtcNow()), cancellation))
            {
                ReadyEvent.Record(events, entity, entity.Status?.Conditions, result, "The groups in Active Directory are as they are in Entra.", tellsFirstSuccess: true);
            }

            return result;
        }
        catch (KubeApiException gone) when (gone.IsNotFound)
        {
            return new ReconcileResult.Done();
        }
        catch (KubeApiException outdated) when (outdated.IsConflict)
        {
            return new ReconcileResult.RequeueAfter(AfterConflict);
        }
    }

    // A confirmation is good once: left where it is, it would let the next switching off pass unseen.
    private Task<GroupWritebackPolicy> TakeOffConfirmationAsync(GroupWritebackPolicy policy, CancellationToken cancellation) => policies.MergeAsync(
        policy.Key, new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Annotations.ConfirmDeletion] = null } } }, FieldManager, cancellation);

    // Its connector finds out by itself: what nobody wants any more is nobody's.
    public Task DeletedAsync(ObjectKey key, CancellationToken cancellation) => Task.CompletedTask;
}
