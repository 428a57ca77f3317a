namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>Whether Exchange attributes are written.</summary>
public enum ExchangeHandling
{
    /// <summary>Where the schema has them.</summary>
    Auto,

    /// <summary>Always; without them the policy is not ready.</summary>
    Require,

    /// <summary>Never.</summary>
    Skip,
}
