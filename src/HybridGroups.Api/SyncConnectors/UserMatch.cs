namespace HybridGroups.Api.SyncConnectors;

/// <summary>A way to match a user of one directory with one of the other.</summary>
public enum UserMatch
{
    /// <summary>onPremisesImmutableId against ms-DS-ConsistencyGuid or objectGUID.</summary>
    ImmutableId,

    /// <summary>onPremisesSecurityIdentifier against objectSid.</summary>
    SecurityIdentifier,

    /// <summary>userPrincipalName.</summary>
    UserPrincipalName,

    /// <summary>mail.</summary>
    Mail,
}
