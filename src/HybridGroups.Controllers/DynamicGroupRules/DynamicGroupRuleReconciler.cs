using HybridGroups.Api.Conditions;
using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.Validation;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Controllers.Intents;
using HybridGroups.Rules;
using Kube.Client.Errors;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Operator.Conditions;
using Kube.Operator.Controllers;
using Kube.Operator.Events;
using Kube.Operator.Finalizers;
using Kube.Operator.Writes;

namespace HybridGroups.Controllers.DynamicGroupRules;

/// <summary>Keeps the intent of a rule known to its running connector, and tells in the status what became of it.</summary>
public sealed class DynamicGroupRuleReconciler(
    ResourceClient<DynamicGroupRule> rules, IntentBoard board, ConnectorFleet fleet, EventRecorder events, WriteTracker writes, TimeProvider time)
    : IEntityController<DynamicGroupRule>
{
    private const string FieldManager = "hybrid-groups-status";
    private static readonly TimeSpan AfterConflict = TimeSpan.FromSeconds(1);
    private readonly StatusWriter<DynamicGroupRule, DynamicGroupRuleSpec, DynamicGroupRuleStatus> status = new(rules, writes, FieldManager);
    private readonly FinalizerStep<DynamicGroupRule> finalizer = new(rules, Api.Finalizers.Cleanup, writes, FieldManager);

    public async Task<ReconcileResult> ReconcileAsync(DynamicGroupRule entity, CancellationToken cancellation)
    {
        var key = Claims.ConnectorOf(entity.Spec.ConnectorRef, entity.Key);
        if (!fleet.IsMine(key)) return new ReconcileResult.Done(); // another replica speaks for it
        try
        {
            if (entity.Metadata.DeletionTimestamp is null && RuleFinalizer.IsNeeded(entity) && !await finalizer.EnsureAsync(entity, cancellation)) return new ReconcileResult.Done();
            var parse = Rule.Parse(entity.Spec.Rule, entity.Spec.EvaluatedBy == RuleEvaluator.Entra ? RuleDialect.Entra : RuleDialect.Extended);
            var snapshot = new RuleSnapshot(entity, board.Connector(key), board.Check(entity), fleet.ReportOf(key), parse);
            if (snapshot.IsDeleted && RuleFinalizer.MayGo(snapshot))
            {
                await finalizer.RemoveAsync(entity, cancellation);
                return new ReconcileResult.Done();
            }

            var result = RuleStatusChecks.Decide(snapshot);
            // On the way from one state to the next nothing is written: it would cost a write for each of thousands of rules.
            if (result is ReconcileResult.Blocked { Reason: Reasons.Progressing } && snapshot.Report.Plan is null && entity.Status is not null) return result;
            if (await status.WriteAsync(entity, RuleStatus.Of(snapshot, result, time.GetUtcNow()), cancellation))
            {
                ReadyEvent.Record(events, entity, entity.Status?.Conditions, result, "The members are whom the rule picks.", tellsFirstSuccess: false);
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

    // Its connector finds out by itself: what nobody wants any more is nobody's.
    public Task DeletedAsync(ObjectKey key, CancellationToken cancellation) => Task.CompletedTask;
}
