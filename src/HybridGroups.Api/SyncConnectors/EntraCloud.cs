namespace HybridGroups.Api.SyncConnectors;

/// <summary>The clouds that Microsoft runs.</summary>
public enum EntraCloud
{
    /// <summary>The worldwide cloud, GCC included.</summary>
    Public,

    /// <summary>US Government L4 (GCC High).</summary>
    USGov,

    /// <summary>US Government L5 (DoD).</summary>
    USGovDoD,

    /// <summary>Operated by 21Vianet in China.</summary>
    China,
}
