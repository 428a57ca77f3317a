using Kube.Client.Schema;

namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>Where written groups are. A group whose container changes is moved, never deleted and made again.</summary>
public sealed record WritebackTarget
{
    /// <summary>The container of every group that no entry of containers picks. It is inside the connector's writableContainers.</summary>
    [Bounds(MinLength = 4, MaxLength = ValuePatterns.LongestDistinguishedName, Pattern = ValuePatterns.DistinguishedName)]
    public required string OrganizationalUnit { get; init; }

    /// <summary>Containers for some of the groups; the first whose rule picks a group is its.</summary>
    [Bounds(MaxItems = 64)]
    public IReadOnlyList<WritebackContainer>? Containers { get; init; }

    /// <summary>Where groups go whose deletion policy is Quarantine: with their SID and without members.</summary>
    [Bounds(MinLength = 4, MaxLength = ValuePatterns.LongestDistinguishedName, Pattern = ValuePatterns.DistinguishedName)]
    public string? QuarantineOrganizationalUnit { get; init; }
}
