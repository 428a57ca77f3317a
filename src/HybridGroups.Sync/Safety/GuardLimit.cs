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

    /// <summary>A group is handed to a rule that did not fill it before, and members would be lost by it.</summary>
    Takeover,
}
