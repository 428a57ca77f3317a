namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>What becomes of a written group, by the cause.</summary>
public sealed record DeletionPolicyOverrides
{
    /// <summary>The group was deleted in Entra for good.</summary>
    public WritebackDeletionPolicy? HardDeleted { get; init; }

    /// <summary>The group is in Entra's recycle bin.</summary>
    public WritebackDeletionPolicy? SoftDeleted { get; init; }

    /// <summary>The group left the selection.</summary>
    public WritebackDeletionPolicy? LeftScope { get; init; }

    /// <summary>The policy was disabled or deleted.</summary>
    public WritebackDeletionPolicy? PolicyRemoved { get; init; }
}
