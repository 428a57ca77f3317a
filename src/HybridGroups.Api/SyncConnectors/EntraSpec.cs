using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>How to reach a Microsoft Entra tenant.</summary>
public sealed record EntraSpec
{
    /// <summary>The tenant's id, a GUID.</summary>
    [Bounds(Pattern = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", MaxLength = 36)]
    public required string TenantId { get; init; }

    /// <summary>The tenant's cloud, as a preset of its addresses.</summary>
    [Default("\"Public\"")]
    public EntraCloud Cloud { get; init; } = EntraCloud.Public;

    /// <summary>Addresses in place of those of the cloud.</summary>
    public EntraEndpoints? Endpoints { get; init; }
}
