namespace HybridGroups.Sync.Directory;

public enum GroupOrigin
{
    Created,

    /// <summary>It was there with the same mark.</summary>
    Adopted,

    /// <summary>It had been deleted and has its SID again.</summary>
    Revived,
}
