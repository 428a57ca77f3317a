using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.SyncConnectors;

namespace HybridGroups.Api;

/// <summary>The kinds that this operator is about.</summary>
public static class Kinds
{
    /// <summary>Their types, in the order in which people meet them.</summary>
    public static IReadOnlyList<Type> All { get; } = [typeof(SyncConnector), typeof(GroupWritebackPolicy), typeof(DynamicGroupRule)];
}
