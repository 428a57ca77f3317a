using Kube.Client.Schema;

namespace HybridGroups.Api.DynamicGroupRules;

/// <summary>One group, in one of the directories.</summary>
[Cel("has(self.entraGroup) != has(self.activeDirectoryGroup)", "give either entraGroup or activeDirectoryGroup, and not both")]
[Cel("has(self.entraGroup) == has(oldSelf.entraGroup)", "cannot change its directory: make another DynamicGroupRule")]
public sealed record RuleTarget
{
    /// <summary>A group of Microsoft Entra.</summary>
    public EntraGroupTarget? EntraGroup { get; init; }

    /// <summary>A group of Active Directory.</summary>
    public ActiveDirectoryGroupTarget? ActiveDirectoryGroup { get; init; }
}
