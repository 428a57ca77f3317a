using Kube.Client.Schema;

namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>Deletions that wait for a confirmation.</summary>
public sealed record PendingDeletion
{
    /// <summary>How many groups would be deleted: what the annotation must say.</summary>
    public required int Count { get; init; }

    /// <summary>Why they would be deleted.</summary>
    [Bounds(MaxLength = 256)]
    public required string Cause { get; init; }
}
