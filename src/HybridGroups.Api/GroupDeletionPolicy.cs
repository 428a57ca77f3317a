namespace HybridGroups.Api;

/// <summary>What becomes of a group that the operator made, once it is no longer wanted.</summary>
public enum GroupDeletionPolicy
{
    /// <summary>It stays as it is.</summary>
    Retain,

    /// <summary>It is deleted.</summary>
    Delete,
}
