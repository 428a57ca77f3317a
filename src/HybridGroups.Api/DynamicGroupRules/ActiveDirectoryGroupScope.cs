namespace HybridGroups.Api.DynamicGroupRules;

/// <summary>The scopes of groups of Active Directory.</summary>
public enum ActiveDirectoryGroupScope
{
    /// <summary>Members from the domain, used in the whole forest.</summary>
    Global,

    /// <summary>Members from the forest, used in the domain.</summary>
    DomainLocal,

    /// <summary>Members from the forest, used in the whole forest.</summary>
    Universal,
}
