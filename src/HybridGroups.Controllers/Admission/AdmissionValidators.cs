using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.References;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Api.Validation;
using Kube.Client.Core;
using Kube.Client.Metadata;
using Kube.Client.Schema;
using Kube.Operator.Informers;
using Kube.Operator.Webhooks;

namespace HybridGroups.Controllers.Admission;

/// <summary>The validators of the three kinds, over what the caches know. Controllers ask the same again: a cache may lag.</summary>
public static class AdmissionValidators
{
    /// <param name="rules">The rules engine.</param>
    /// <param name="connectors">All connectors.</param>
    /// <param name="policies">All policies.</param>
    /// <param name="groupRules">All rules.</param>
    /// <param name="namespaces">All namespaces.</param>
    public static IReadOnlyList<IAdmissionValidator> Create(
        RuleCheck rules, InformerStore<SyncConnector> connectors, InformerStore<GroupWritebackPolicy> policies,
        InformerStore<DynamicGroupRule> groupRules, InformerStore<Namespace> namespaces)
    {
        var validation = new SpecValidation(rules);
        return
        [
            new SpecAdmission<SyncConnector>(validation, _ => ([], [])),
            new SpecAdmission<GroupWritebackPolicy>(validation, policy => Against(
                policy.Spec.ConnectorRef, policy.Key,
                (connector, labels) => Claims.AgainstConnector(policy, connector, labels), () => Claims.AgainstOthers(policy, policies.All))),
            new SpecAdmission<DynamicGroupRule>(validation, rule => Against(
                rule.Spec.ConnectorRef, rule.Key,
                (connector, labels) => Claims.AgainstConnector(rule, connector, labels), () => Claims.AgainstOthers(rule, groupRules.All))),
        ];

        (IEnumerable<FieldProblem>, IEnumerable<string>) Against(
            ConnectorReference reference, ObjectKey referrer, Func<SyncConnector, IReadOnlyDictionary<string, string>?, IEnumerable<FieldProblem>> askConnector,
            Func<IEnumerable<FieldProblem>> askOthers)
        {
            var key = Claims.ConnectorOf(reference, referrer);
            var labels = namespaces.Find(new ObjectKey(Namespace: null, referrer.Namespace ?? string.Empty))?.Metadata.Labels;
            return connectors.Find(key) is { } connector
                ? (askConnector(connector, labels).Concat(askOthers()), [])
                // Manifests come in any order: what is not there yet is no reason to refuse.
                : (askOthers(), [$"spec.connectorRef: there is no SyncConnector {key} yet; nothing happens until there is"]);
        }
    }
}
