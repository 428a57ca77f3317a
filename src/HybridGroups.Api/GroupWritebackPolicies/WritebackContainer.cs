using Kube.Client.Schema;

namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>A container for the groups that a rule picks.</summary>
public sealed record WritebackContainer
{
    /// <summary>A rule over the group's properties.</summary>
    [Bounds(MinLength = 1, MaxLength = ValuePatterns.LongestRule)]
    public required string Rule { get; init; }

    /// <summary>The container. It is inside the connector's writableContainers.</summary>
    [Bounds(MinLength = 4, MaxLength = ValuePatterns.LongestDistinguishedName, Pattern = ValuePatterns.DistinguishedName)]
    public required string OrganizationalUnit { get; init; }
}
