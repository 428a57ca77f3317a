using HybridGroups.Api;
using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Api.Validation;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Controllers.Intents;
using Kube.Client.Metadata;
using Kube.Operator.Controllers;
using Kube.Operator.Informers;

namespace HybridGroups.Running;

/// <summary>Who has to look again when something happened elsewhere: statuses after a round, connectors after an edit.</summary>
internal sealed class StatusWakes(
    IntentBoard board, Controller<SyncConnector> connectors, Controller<GroupWritebackPolicy> policies, Controller<DynamicGroupRule> rules)
{
    public void Reported(ObjectKey connector, ConnectorReport before, ConnectorReport now)
    {
        connectors.Enqueue(connector);
        var concerned = ReportChanges.Of(before, now);
        foreach (var policy in board.PoliciesOf(connector).Where(policy => concerned?.Contains(IntentCompiler.RefOf(policy).Key) != false)) policies.Enqueue(policy.Key);
        foreach (var rule in board.RulesOf(connector).Where(rule => concerned?.Contains(IntentCompiler.RefOf(rule).Key) != false)) rules.Enqueue(rule.Key);
    }

    /// <summary>Before the informers run.</summary>
    public void Watch(ConnectorFleet fleet, Informer<SyncConnector> connectorInformer, Informer<GroupWritebackPolicy> policyInformer, Informer<DynamicGroupRule> ruleInformer)
    {
        connectorInformer.OnChange(change =>
        {
            // An edit of a connector may let objects in, or shut them out. Its status is our own write, and no edit.
            if (Edited(change) is not { } connector) return;
            fleet.Wake(connector.Key, AsksToLook(change) ? WakeReasons.Everything : WakeReasons.Intents);
            foreach (var policy in board.PoliciesOf(connector.Key)) policies.Enqueue(policy.Key);
            foreach (var rule in board.RulesOf(connector.Key)) rules.Enqueue(rule.Key);
        });
        policyInformer.OnChange(change => Wake(fleet, change, policy => Claims.ConnectorOf(policy.Spec.ConnectorRef, policy.Key)));
        ruleInformer.OnChange(change => Wake(fleet, change, rule => Claims.ConnectorOf(rule.Spec.ConnectorRef, rule.Key)));
    }

    private static bool AsksToLook(StoreChange<SyncConnector> change) =>
        change is StoreChange<SyncConnector>.Updated updated
        && !string.Equals(
            updated.Old.Metadata.Annotations?.GetValueOrDefault(Annotations.ReconcileAt), updated.New.Metadata.Annotations?.GetValueOrDefault(Annotations.ReconcileAt), StringComparison.Ordinal);

    private static void Wake<T>(ConnectorFleet fleet, StoreChange<T> change, Func<T, ObjectKey> connectorOf)
        where T : KubernetesObject
    {
        if (Edited(change) is { } changed) fleet.Wake(connectorOf(changed), WakeReasons.Intents);
    }

    private static T? Edited<T>(StoreChange<T> change)
        where T : KubernetesObject => change switch
        {
            StoreChange<T>.Added added => added.Object,
            StoreChange<T>.Deleted deleted => deleted.Last,
            StoreChange<T>.Updated updated when ObjectChanges.AreWorthALook(updated.Old, updated.New) => updated.New,
            _ => null,
        };
}
