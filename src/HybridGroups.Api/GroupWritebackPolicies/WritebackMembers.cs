using Kube.Client.Schema;

namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>How members are carried over.</summary>
public sealed record WritebackMembers
{
    /// <summary>Groups within a group. Preserve: they become members as groups, when they are written back too. Flatten: the people in them become members.</summary>
    [Default("\"Preserve\"")]
    public NestedGroups Nested { get; init; } = NestedGroups.Preserve;

    /// <summary>Members that Active Directory does not have. Report: counted in the status. Ignore: left out without a word.</summary>
    [Default("\"Report\"")]
    public UnmatchedMembers Unmatched { get; init; } = UnmatchedMembers.Report;

    /// <summary>A group with more members is not written, and counts as failed.</summary>
    [Bounds(Minimum = 1, Maximum = 250000)]
    [Default("50000")]
    public int Maximum { get; init; } = 50000;
}
