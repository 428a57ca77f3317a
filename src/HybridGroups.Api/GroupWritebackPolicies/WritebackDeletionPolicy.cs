namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>What becomes of a written group that is no longer wanted.</summary>
public enum WritebackDeletionPolicy
{
    /// <summary>It stays as it is.</summary>
    Retain,

    /// <summary>It is emptied and moved to the quarantine container, with its SID.</summary>
    Quarantine,

    /// <summary>It is deleted, after their number was confirmed.</summary>
    Delete,
}
