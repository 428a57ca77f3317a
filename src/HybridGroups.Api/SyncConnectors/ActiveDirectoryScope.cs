using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>Parts of the domain.</summary>
public sealed record ActiveDirectoryScope
{
    /// <summary>Containers that are read, with all below them; the whole domain when empty.</summary>
    [ListSet]
    [Bounds(MaxItems = 256, MinItemLength = 4, MaxItemLength = ValuePatterns.LongestDistinguishedName, ItemPattern = ValuePatterns.DistinguishedName)]
    public IReadOnlyList<string>? Include { get; init; }

    /// <summary>Containers below them that are not read.</summary>
    [ListSet]
    [Bounds(MaxItems = 256, MinItemLength = 4, MaxItemLength = ValuePatterns.LongestDistinguishedName, ItemPattern = ValuePatterns.DistinguishedName)]
    public IReadOnlyList<string>? Exclude { get; init; }
}
