namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>What a Microsoft 365 group can become in Active Directory.</summary>
public enum Microsoft365GroupBecomes
{
    /// <summary>A universal distribution group.</summary>
    UniversalDistribution,

    /// <summary>A universal security group.</summary>
    UniversalSecurity,

    /// <summary>A universal security group that has mail.</summary>
    UniversalMailEnabledSecurity,
}
