using Kube.Client.Schema;

namespace HybridGroups.Api.Safety;

/// <summary>How much one run may change. What is above a limit is held until that very plan is approved; the rest goes ahead.</summary>
public sealed record SafetySpec
{
    /// <summary>Groups deleted in one run.</summary>
    [Bounds(Minimum = 0, Maximum = 1000000)]
    [Default("10")]
    public int MaxDeletedGroups { get; init; } = 10;

    /// <summary>Groups deleted in one run, in percent of those that the operator keeps.</summary>
    [Bounds(Minimum = 0, Maximum = 100)]
    [Default("5")]
    public int MaxDeletedGroupsPercent { get; init; } = 5;

    /// <summary>Members removed in one run.</summary>
    [Bounds(Minimum = 0, Maximum = 100000000)]
    [Default("500")]
    public int MaxRemovedMembers { get; init; } = 500;

    /// <summary>Members removed from one group in one run, in percent of its members.</summary>
    [Bounds(Minimum = 0, Maximum = 100)]
    [Default("20")]
    public int MaxRemovedMembersPercent { get; init; } = 20;

    /// <summary>Members added in one run: a slip of a rule can give everyone access.</summary>
    [Bounds(Minimum = 0, Maximum = 100000000)]
    [Default("1000")]
    public int MaxAddedMembers { get; init; } = 1000;

    /// <summary>Members added to one group in one run, in percent of its members.</summary>
    [Bounds(Minimum = 0, Maximum = 10000)]
    [Default("100")]
    public int MaxAddedMembersPercent { get; init; } = 100;

    /// <summary>Hold the first fill of a group to the limits on added members too.</summary>
    [Default("false")]
    public bool LimitFirstFill { get; init; }
}
