using Kube.Client.Schema;

namespace HybridGroups.Api.Safety;

/// <summary>Limits below those of the connector. A limit above the connector's is refused; one left out is the connector's.</summary>
public sealed record SafetyTightening
{
    /// <summary>Groups deleted in one run.</summary>
    [Bounds(Minimum = 0, Maximum = 1000000)]
    public int? MaxDeletedGroups { get; init; }

    /// <summary>Groups deleted in one run, in percent of those that the operator keeps.</summary>
    [Bounds(Minimum = 0, Maximum = 100)]
    public int? MaxDeletedGroupsPercent { get; init; }

    /// <summary>Members removed in one run.</summary>
    [Bounds(Minimum = 0, Maximum = 100000000)]
    public int? MaxRemovedMembers { get; init; }

    /// <summary>Members removed from one group in one run, in percent of its members.</summary>
    [Bounds(Minimum = 0, Maximum = 100)]
    public int? MaxRemovedMembersPercent { get; init; }

    /// <summary>Members added in one run.</summary>
    [Bounds(Minimum = 0, Maximum = 100000000)]
    public int? MaxAddedMembers { get; init; }

    /// <summary>Members added to one group in one run, in percent of its members.</summary>
    [Bounds(Minimum = 0, Maximum = 10000)]
    public int? MaxAddedMembersPercent { get; init; }

    /// <summary>The limits that hold: the lower of the connector's and these.</summary>
    public static SafetySpec Apply(SafetySpec connector, SafetyTightening? own) => own is null ? connector : connector with
    {
        MaxDeletedGroups = Math.Min(connector.MaxDeletedGroups, own.MaxDeletedGroups ?? int.MaxValue),
        MaxDeletedGroupsPercent = Math.Min(connector.MaxDeletedGroupsPercent, own.MaxDeletedGroupsPercent ?? int.MaxValue),
        MaxRemovedMembers = Math.Min(connector.MaxRemovedMembers, own.MaxRemovedMembers ?? int.MaxValue),
        MaxRemovedMembersPercent = Math.Min(connector.MaxRemovedMembersPercent, own.MaxRemovedMembersPercent ?? int.MaxValue),
        MaxAddedMembers = Math.Min(connector.MaxAddedMembers, own.MaxAddedMembers ?? int.MaxValue),
        MaxAddedMembersPercent = Math.Min(connector.MaxAddedMembersPercent, own.MaxAddedMembersPercent ?? int.MaxValue),
    };
}
