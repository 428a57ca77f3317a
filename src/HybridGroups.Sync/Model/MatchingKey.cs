namespace HybridGroups.Sync.Model;

public enum MatchingKey
{
    /// <summary>onPremisesImmutableId and the anchor.</summary>
    ImmutableId,
    SecurityIdentifier,
    UserPrincipalName,
    Mail,
}
