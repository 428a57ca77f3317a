namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>What is done about changes that somebody else made.</summary>
public enum DriftHandling
{
    /// <summary>They are taken back.</summary>
    Overwrite,

    /// <summary>They are left and reported.</summary>
    Report,
}
