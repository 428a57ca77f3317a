namespace HybridGroups.Sync.Model;

/// <summary>The ways to match people, in the order in which they are tried.</summary>
public sealed record MatchingOrder(IReadOnlyList<MatchingKey> Keys)
{
    public static MatchingOrder Default { get; } =
        new([MatchingKey.ImmutableId, MatchingKey.SecurityIdentifier, MatchingKey.UserPrincipalName, MatchingKey.Mail]);
}
