namespace HybridGroups.Sync.Directory;

/// <summary>Why an object is never synced to Entra, whatever a selector says.</summary>
public enum SyncExclusion
{
    CriticalSystemObject,

    /// <summary>It came from Entra: syncing it back would make a second one.</summary>
    WrittenBack,
    ReplicationConflict,
    CoexistenceGroup,
    SystemRecipient,

    /// <summary>A distribution group without a mail address.</summary>
    NeitherSecurityNorMail,
    NoAccountName,
    ServiceAccountOfSync,
    ContactWithoutMail,
}
