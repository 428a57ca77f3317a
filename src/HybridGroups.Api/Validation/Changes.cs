using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.References;
using HybridGroups.Api.SyncConnectors;
using Kube.Client.Schema;

namespace HybridGroups.Api.Validation;

/// <summary>Fields that say what an object is for, and so cannot be changed.</summary>
internal static class Changes
{
    public static IReadOnlyList<FieldProblem> Of(SyncConnector before, SyncConnector after) =>
    [
        .. Fixed("spec.activeDirectory.baseDN", before.Spec.ActiveDirectory.BaseDN, after.Spec.ActiveDirectory.BaseDN, "make another SyncConnector for another domain"),
        .. Fixed("spec.entra.tenantId", before.Spec.Entra.TenantId, after.Spec.Entra.TenantId, "make another SyncConnector for another tenant"),
    ];

    public static IReadOnlyList<FieldProblem> Of(GroupWritebackPolicy before, GroupWritebackPolicy after) =>
        [.. Fixed("spec.connectorRef", Text(before.Spec.ConnectorRef), Text(after.Spec.ConnectorRef), "make another GroupWritebackPolicy for another connector")];

    public static IReadOnlyList<FieldProblem> Of(DynamicGroupRule before, DynamicGroupRule after)
    {
        var (old, now) = (before.Spec.Target, after.Spec.Target);
        return
        [
            .. Fixed("spec.connectorRef", Text(before.Spec.ConnectorRef), Text(after.Spec.ConnectorRef), "make another DynamicGroupRule for another connector"),
            .. Fixed("spec.target", DirectoryOf(old), DirectoryOf(now), "make another DynamicGroupRule for a group of the other directory"),
            .. old.EntraGroup is not null && now.EntraGroup is not null
                ? Fixed("spec.target.entraGroup.id", old.EntraGroup.Id, now.EntraGroup.Id, "make another DynamicGroupRule for another group")
                : [],
            .. old.ActiveDirectoryGroup is not null && now.ActiveDirectoryGroup is not null
                ? Fixed(
                    "spec.target.activeDirectoryGroup.distinguishedName",
                    old.ActiveDirectoryGroup.DistinguishedName, now.ActiveDirectoryGroup.DistinguishedName, "make another DynamicGroupRule for another group")
                : [],
        ];
    }

    private static IEnumerable<FieldProblem> Fixed(string field, string? before, string? after, string remedy)
    {
        if (!string.Equals(before, after, StringComparison.Ordinal))
        {
            yield return new FieldProblem(field, after, $"cannot be changed from '{before}': {remedy}");
        }
    }

    private static string DirectoryOf(RuleTarget target) => target.EntraGroup is not null ? "entraGroup" : "activeDirectoryGroup";

    private static string Text(ConnectorReference reference) => reference.Namespace is null ? reference.Name : $"{reference.Namespace}/{reference.Name}";
}
