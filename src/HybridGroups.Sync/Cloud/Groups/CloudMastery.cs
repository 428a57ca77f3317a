namespace HybridGroups.Sync.Cloud.Groups;

/// <summary>Who owns a group.</summary>
public enum CloudMastery
{
    /// <summary>Made in the cloud, or handed over to it.</summary>
    Cloud,

    /// <summary>Synced from AD: read-only in the cloud.</summary>
    OnPremises,
}
