using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>Groups of Active Directory. A group is picked when container and rule both pick it, or include names it; never when exclude names it.</summary>
public sealed record GroupSelector
{
    /// <summary>Containers of the groups, with all below them; all in scope when empty.</summary>
    [ListSet]
    [Bounds(MaxItems = 256, MinItemLength = 4, MaxItemLength = ValuePatterns.LongestDistinguishedName, ItemPattern = ValuePatterns.DistinguishedName)]
    public IReadOnlyList<string>? OrganizationalUnits { get; init; }

    /// <summary>A rule over the group's properties, for example group.displayName -startsWith "APP-".</summary>
    [Bounds(MinLength = 1, MaxLength = ValuePatterns.LongestRule)]
    public string? Rule { get; init; }

    /// <summary>Groups picked in any case, by objectGUID.</summary>
    [ListSet]
    [Bounds(MaxItems = 1000, MaxItemLength = 36, ItemPattern = ValuePatterns.Guid)]
    public IReadOnlyList<string>? Include { get; init; }

    /// <summary>Groups never picked, by objectGUID.</summary>
    [ListSet]
    [Bounds(MaxItems = 1000, MaxItemLength = 36, ItemPattern = ValuePatterns.Guid)]
    public IReadOnlyList<string>? Exclude { get; init; }
}
