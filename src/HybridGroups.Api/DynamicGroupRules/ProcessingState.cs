namespace HybridGroups.Api.DynamicGroupRules;

/// <summary>Whether a rule is processed.</summary>
public enum ProcessingState
{
    /// <summary>It is.</summary>
    On,

    /// <summary>It is not: nothing changes.</summary>
    Paused,
}
