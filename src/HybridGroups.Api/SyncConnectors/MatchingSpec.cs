using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>How a person of one directory is found in the other.</summary>
public sealed record MatchingSpec
{
    /// <summary>The ways to match users, tried in this order. The first that finds exactly one decides.</summary>
    [Bounds(MinItems = 1, MaxItems = 4)]
    [Default("[\"ImmutableId\", \"SecurityIdentifier\", \"UserPrincipalName\", \"Mail\"]")]
    public IReadOnlyList<UserMatch> Users { get; init; } =
        [UserMatch.ImmutableId, UserMatch.SecurityIdentifier, UserMatch.UserPrincipalName, UserMatch.Mail];
}
