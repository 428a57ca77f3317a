using HybridGroups.Api.Conditions;
using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Api.Validation;
using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace HybridGroups.Controllers.Intents;

/// <summary>What must hold of a policy or a rule before it counts, in this order. The webhook asks the same; it may not have been there.</summary>
public static class IntentChecks
{
    private static readonly SpecValidation Validation = new(RuleChecks.Language);

    public static IntentVerdict? Decide(
        GroupWritebackPolicy policy, SyncConnector? connector, IReadOnlyDictionary<string, string>? namespaceLabels, IEnumerable<GroupWritebackPolicy> others) =>
        Invalid(Validation.Check(policy))
        ?? Unknown(connector, Claims.ConnectorOf(policy.Spec.ConnectorRef, policy.Key))
        ?? Against(Claims.AgainstConnector(policy, connector!, namespaceLabels))
        ?? Claimed(Claims.AgainstOthers(policy, others.Where(other => Claims.IsBefore(other, policy))));

    public static IntentVerdict? Decide(DynamicGroupRule rule, SyncConnector? connector, IReadOnlyDictionary<string, string>? namespaceLabels) =>
        Invalid(Validation.Check(rule))
        ?? Unknown(connector, Claims.ConnectorOf(rule.Spec.ConnectorRef, rule.Key))
        ?? Against(Claims.AgainstConnector(rule, connector!, namespaceLabels));

    /// <summary>Newer policies that want what this one has; it goes on, and is told.</summary>
    public static IEnumerable<string> Rivals(GroupWritebackPolicy policy, IEnumerable<GroupWritebackPolicy> others) => others
        .Where(other => Claims.IsBefore(policy, other) && Claims.AgainstOthers(policy, [other]).Any())
        .OrderBy(other => other.Key.ToString(), StringComparer.Ordinal)
        .Select(other => $"GroupWritebackPolicy {other.Key} picks groups of this one");

    private static IntentVerdict? Invalid(IEnumerable<FieldProblem> problems) => Of(problems) is not { } found ? null
        : new IntentVerdict(found.All(problem => problem.Field.EndsWith("ule", StringComparison.Ordinal)) ? Reasons.RuleInvalid : Reasons.InvalidSpec, Text(found), IsTerminal: true);

    private static IntentVerdict? Unknown(SyncConnector? connector, ObjectKey key) => connector is not null ? null
        : new IntentVerdict(Reasons.ConnectorNotFound, $"spec.connectorRef: there is no SyncConnector {key}. Create it, or correct the name; this goes on by itself.", IsTerminal: false);

    private static IntentVerdict? Against(IEnumerable<FieldProblem> problems) => Of(problems) is not { } found ? null
        : new IntentVerdict(
            found.Any(problem => problem.Field.StartsWith("spec.connectorRef", StringComparison.Ordinal)) ? Reasons.NamespaceNotAllowed : Reasons.InvalidSpec, Text(found), IsTerminal: true);

    private static IntentVerdict? Claimed(IEnumerable<FieldProblem> problems) => Of(problems) is not { } found ? null
        : new IntentVerdict(Reasons.TargetClaimed, Text(found), IsTerminal: true);

    private static FieldProblem[]? Of(IEnumerable<FieldProblem> problems) => problems.ToArray() is { Length: > 0 } found ? found : null;

    private static string Text(IEnumerable<FieldProblem> problems) => string.Join(" ", problems.Select(problem => $"{problem}."));
}
