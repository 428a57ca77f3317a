namespace HybridGroups.Sync.Planning;

/// <summary>Why a group is no longer wanted.</summary>
public enum RetirementCause
{
    /// <summary>Its source is gone for good.</summary>
    HardDeleted,

    /// <summary>Its source lies in the recycle bin.</summary>
    SoftDeleted,

    /// <summary>Its source is there, and no longer selected.</summary>
    LeftScope,

    /// <summary>Whoever wanted it was disabled or deleted.</summary>
    PolicyRemoved,
}
