using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.References;
using HybridGroups.Api.Safety;
using HybridGroups.Api.SyncConnectors;
using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace HybridGroups.Api.Validation;

/// <summary>
/// What an object cannot know alone: whether its connector lets it in, and whether its target belongs to somebody else.
/// Said the same by webhook and controllers; a webhook may not have been there.
/// </summary>
public static class Claims
{
    /// <summary>The connector that an object refers to.</summary>
    public static ObjectKey ConnectorOf(ConnectorReference reference, ObjectKey referrer) => new(reference.Namespace ?? referrer.Namespace, reference.Name);

    /// <summary>What a connector has against a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="connector">Its connector.</param>
    /// <param name="namespaceLabels">The labels of the policy's namespace; null when they are not known.</param>
    public static IEnumerable<FieldProblem> AgainstConnector(
        GroupWritebackPolicy policy, SyncConnector connector, IReadOnlyDictionary<string, string>? namespaceLabels) =>
    [
        .. NamespaceAllowed(policy.Spec.ConnectorRef, policy.Key, connector, namespaceLabels),
        .. Tightening(policy.Spec.Safety, connector.Spec.Safety),
        .. Writable("spec.target.organizationalUnit", policy.Spec.Target.OrganizationalUnit, connector),
        .. Writable("spec.target.quarantineOrganizationalUnit", policy.Spec.Target.QuarantineOrganizationalUnit, connector),
        .. (policy.Spec.Target.Containers ?? []).SelectMany(
            (container, index) => Writable($"spec.target.containers[{index}].organizationalUnit", container.OrganizationalUnit, connector)),
    ];

    /// <summary>What a connector has against a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="connector">Its connector.</param>
    /// <param name="namespaceLabels">The labels of the rule's namespace; null when they are not known.</param>
    public static IEnumerable<FieldProblem> AgainstConnector(
        DynamicGroupRule rule, SyncConnector connector, IReadOnlyDictionary<string, string>? namespaceLabels) =>
    [
        .. NamespaceAllowed(rule.Spec.ConnectorRef, rule.Key, connector, namespaceLabels),
        .. Tightening(rule.Spec.Safety, connector.Spec.Safety),
        .. Writable("spec.target.activeDirectoryGroup.organizationalUnit", rule.Spec.Target.ActiveDirectoryGroup?.OrganizationalUnit, connector),
        .. Writable("spec.target.activeDirectoryGroup.distinguishedName", rule.Spec.Target.ActiveDirectoryGroup?.DistinguishedName, connector),
    ];

    /// <summary>Which of two that clash counts: the older, and of the same age the first by name.</summary>
    public static bool IsBefore(KubernetesObject one, KubernetesObject other)
    {
        var (mine, its) = (one.Metadata.CreationTimestamp ?? DateTimeOffset.MaxValue, other.Metadata.CreationTimestamp ?? DateTimeOffset.MaxValue);
        return mine != its ? mine < its : string.CompareOrdinal(one.Key.ToString(), other.Key.ToString()) < 0;
    }

    /// <summary>Another rule keeps the members of the same group.</summary>
    public static IEnumerable<FieldProblem> AgainstOthers(DynamicGroupRule rule, IEnumerable<DynamicGroupRule> others)
    {
        var connector = ConnectorOf(rule.Spec.ConnectorRef, rule.Key);
        return others
            .Where(other => other.Key != rule.Key && other.Metadata.DeletionTimestamp is null && ConnectorOf(other.Spec.ConnectorRef, other.Key) == connector)
            .OrderBy(other => other.Key.ToString(), StringComparer.Ordinal)
            .Select(other => SameTarget(rule.Spec.Target, other.Spec.Target) is { } field
                ? new FieldProblem(field.Field, field.Value, $"is already the target of DynamicGroupRule {other.Key}; a group's members are kept by one rule")
                : null)
            .OfType<FieldProblem>();
    }

    /// <summary>Another policy writes the same groups.</summary>
    public static IEnumerable<FieldProblem> AgainstOthers(GroupWritebackPolicy policy, IEnumerable<GroupWritebackPolicy> others)
    {
        var connector = ConnectorOf(policy.Spec.ConnectorRef, policy.Key);
        foreach (var other in others
            .Where(other => other.Key != policy.Key && other.Metadata.DeletionTimestamp is null && ConnectorOf(other.Spec.ConnectorRef, other.Key) == connector)
            .OrderBy(other => other.Key.ToString(), StringComparer.Ordinal))
        {
            var (own, its) = (policy.Spec.Selection, other.Spec.Selection);
            if (own.Include?.Intersect(its.Include ?? [], StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } both)
            {
                yield return new FieldProblem("spec.selection.include", both, $"is already written by GroupWritebackPolicy {other.Key}; a group is written by one policy");
            }
            else if (own.Types.Intersect(its.Types).Any() && (own.Rule is null || its.Rule is null || string.Equals(own.Rule, its.Rule, StringComparison.Ordinal)))
            {
                // Rules that differ may still overlap in a group; that is seen when the groups are known.
                yield return new FieldProblem(
                    "spec.selection", Value: null,
                    $"picks groups that GroupWritebackPolicy {other.Key} of the same connector picks too; a group is written by one policy: tell them apart by types or rule");
            }
        }
    }

    private static IEnumerable<FieldProblem> NamespaceAllowed(
        ConnectorReference reference, ObjectKey referrer, SyncConnector connector, IReadOnlyDictionary<string, string>? labels)
    {
        if (!connector.Spec.AllowedNamespaces.Allows(connector.Metadata.Namespace ?? string.Empty, referrer.Namespace ?? string.Empty, labels))
        {
            yield return new FieldProblem(
                "spec.connectorRef", $"{connector.Key}",
                $"does not allow references from namespace {referrer.Namespace}; its spec.allowedNamespaces.from is {connector.Spec.AllowedNamespaces.From}");
        }
    }

    private static IEnumerable<FieldProblem> Writable(string field, string? place, SyncConnector connector)
    {
        if (place is not null && DistinguishedNameText.TryParse(place) is { } name
            && !(connector.Spec.ActiveDirectory.WritableContainers ?? []).Any(container => DistinguishedNameText.TryParse(container) is { } outer && name.IsWithin(outer)))
        {
            yield return new FieldProblem(
                field, place,
                $"is not inside the writableContainers of SyncConnector {connector.Key}: {string.Join("; ", connector.Spec.ActiveDirectory.WritableContainers ?? ["none"])}");
        }
    }

    private static IEnumerable<FieldProblem> Tightening(SafetyTightening? own, SafetySpec connector) => own is null ? [] : new[]
    {
        Above("maxDeletedGroups", own.MaxDeletedGroups, connector.MaxDeletedGroups),
        Above("maxDeletedGroupsPercent", own.MaxDeletedGroupsPercent, connector.MaxDeletedGroupsPercent),
        Above("maxRemovedMembers", own.MaxRemovedMembers, connector.MaxRemovedMembers),
        Above("maxRemovedMembersPercent", own.MaxRemovedMembersPercent, connector.MaxRemovedMembersPercent),
        Above("maxAddedMembers", own.MaxAddedMembers, connector.MaxAddedMembers),
        Above("maxAddedMembersPercent", own.MaxAddedMembersPercent, connector.MaxAddedMembersPercent),
    }.OfType<FieldProblem>();

    private static FieldProblem? Above(string field, int? own, int connector) => own > connector
        ? new FieldProblem($"spec.safety.{field}", $"{own}", $"is above the connector's limit of {connector}; it may only be lower")
        : null;

    private static (string Field, string Value)? SameTarget(RuleTarget own, RuleTarget other)
    {
        if (own.EntraGroup is { } group && other.EntraGroup is { } otherGroup)
        {
            return group.Id is not null && string.Equals(group.Id, otherGroup.Id, StringComparison.OrdinalIgnoreCase) ? ("spec.target.entraGroup.id", group.Id)
                : group.DisplayName is not null && string.Equals(group.DisplayName, otherGroup.DisplayName, StringComparison.OrdinalIgnoreCase)
                    ? ("spec.target.entraGroup.displayName", group.DisplayName)
                    : null;
        }

        if (own.ActiveDirectoryGroup is { } directoryGroup && other.ActiveDirectoryGroup is { } otherDirectoryGroup
            && NameOf(directoryGroup) is { } name && NameOf(otherDirectoryGroup) is { } otherName
            && DistinguishedNameText.TryParse(name) is { } place && DistinguishedNameText.TryParse(otherName) is { } otherPlace && place.IsSameAs(otherPlace))
        {
            return ($"spec.target.activeDirectoryGroup.{(directoryGroup.Name is null ? "distinguishedName" : "name")}", name);
        }

        return null;
    }

    private static string? NameOf(ActiveDirectoryGroupTarget group) => group.DistinguishedName
        ?? (group is { Name: not null, OrganizationalUnit: not null } ? $"CN={group.Name},{group.OrganizationalUnit}" : null);
}
