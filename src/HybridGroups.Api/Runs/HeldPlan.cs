using Kube.Client.Schema;

namespace HybridGroups.Api.Runs;

/// <summary>Changes that wait for an approval of exactly them.</summary>
public sealed record HeldPlan
{
    /// <summary>What the annotation hybridgroups.io/approve-plan must say.</summary>
    [Bounds(MinLength = 8, MaxLength = 128)]
    public required string Hash { get; init; }

    /// <summary>Since when they wait.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Which limits hold them, for people.</summary>
    [Bounds(MaxLength = 1024)]
    public string? Reason { get; init; }

    /// <summary>Groups that would be deleted.</summary>
    [Default("0")]
    public int DeletedGroups { get; init; }

    /// <summary>Members that would be removed.</summary>
    [Default("0")]
    public int RemovedMembers { get; init; }

    /// <summary>Members that would be added.</summary>
    [Default("0")]
    public int AddedMembers { get; init; }
}
