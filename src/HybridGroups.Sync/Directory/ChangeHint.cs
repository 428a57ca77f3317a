namespace HybridGroups.Sync.Directory;

public enum ChangeHint
{
    /// <summary>The directory said that something changed.</summary>
    Changed,

    /// <summary>The watch was interrupted: whatever happened meanwhile was not announced.</summary>
    MayHaveMissed,
}
