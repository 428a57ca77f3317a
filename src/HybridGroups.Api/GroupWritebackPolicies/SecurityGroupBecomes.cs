namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>What a security group of Entra can become in Active Directory.</summary>
public enum SecurityGroupBecomes
{
    /// <summary>A universal security group.</summary>
    UniversalSecurity,
}
