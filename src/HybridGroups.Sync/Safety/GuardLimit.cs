namespace HybridGroups.Sync.Safety;

/// <summary>What the guard can find too much.</summary>
public enum GuardLimit
{
    DeletedGroups,
    DeletedGroupsPercent,
    RemovedMembers,
    RemovedMembersPercent,
    AddedMembers,
    AddedMembersPercent,

    /// <summary>A directory has lost so many of its objects that it was hardly read as it is.</summary>
    ShrunkenDirectory,
}
