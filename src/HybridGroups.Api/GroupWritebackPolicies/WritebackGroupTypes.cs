using Kube.Client.Schema;

namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>What types of group of Entra become in Active Directory.</summary>
public sealed record WritebackGroupTypes
{
    /// <summary>What Microsoft 365 groups become.</summary>
    [Default("\"UniversalDistribution\"")]
    public Microsoft365GroupBecomes Microsoft365 { get; init; } = Microsoft365GroupBecomes.UniversalDistribution;

    /// <summary>What security groups become.</summary>
    [Default("\"UniversalSecurity\"")]
    public SecurityGroupBecomes Security { get; init; } = SecurityGroupBecomes.UniversalSecurity;
}
