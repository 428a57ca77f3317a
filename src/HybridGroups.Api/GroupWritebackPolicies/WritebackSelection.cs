using Kube.Client.Schema;

namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>Groups of Entra. A group is picked when type and rule both pick it, or include names it; never when exclude names it.</summary>
public sealed record WritebackSelection
{
    /// <summary>The types of group.</summary>
    [Bounds(MinItems = 1, MaxItems = 2)]
    [Default("[\"Microsoft365\", \"Security\"]")]
    public IReadOnlyList<EntraGroupType> Types { get; init; } = [EntraGroupType.Microsoft365, EntraGroupType.Security];

    /// <summary>A rule over the group's properties, for example group.displayName -startsWith "APP-".</summary>
    [Bounds(MinLength = 1, MaxLength = ValuePatterns.LongestRule)]
    public string? Rule { get; init; }

    /// <summary>Groups picked in any case, by object id.</summary>
    [ListSet]
    [Bounds(MaxItems = 1000, MaxItemLength = 36, ItemPattern = ValuePatterns.Guid)]
    public IReadOnlyList<string>? Include { get; init; }

    /// <summary>Groups never picked, by object id.</summary>
    [ListSet]
    [Bounds(MaxItems = 1000, MaxItemLength = 36, ItemPattern = ValuePatterns.Guid)]
    public IReadOnlyList<string>? Exclude { get; init; }

    /// <summary>
    /// Let groups speak for themselves by their writebackConfiguration: a security group is written only where isEnabled is true, a
    /// Microsoft 365 group unless it is false (a new one that says nothing as the tenant's setting NewUnifiedGroupWritebackDefault has
    /// it), and onPremisesGroupType goes before groupTypes. When false, types, rule and include alone decide.
    /// </summary>
    [Default("true")]
    public bool HonourWritebackConfiguration { get; init; } = true;
}
