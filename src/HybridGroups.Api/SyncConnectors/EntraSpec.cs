using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>How to reach a Microsoft Entra tenant.</summary>
public sealed record EntraSpec
{
    /// <summary>The tenant's id, a GUID. It is what the connector is for, and cannot be changed.</summary>
    [Bounds(Pattern = ValuePatterns.Guid, MaxLength = 36)]
    [Cel("self == oldSelf", "cannot be changed: make another SyncConnector for another tenant")]
    public required string TenantId { get; init; }

    /// <summary>The tenant's cloud, as a preset of its addresses.</summary>
    [Default("\"Public\"")]
    public EntraCloud Cloud { get; init; } = EntraCloud.Public;

    /// <summary>Addresses in place of those of the cloud.</summary>
    public EntraEndpoints? Endpoints { get; init; }

    /// <summary>The application that reads and writes.</summary>
    public required EntraCredentials Credentials { get; init; }
}
