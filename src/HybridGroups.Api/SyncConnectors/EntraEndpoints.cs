using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>Addresses of a cloud that has no preset, or of the simulator.</summary>
public sealed record EntraEndpoints
{
    /// <summary>The root of Microsoft Graph, https.</summary>
    [Bounds(Pattern = "^https://[^\\s/?#]+/?$", MaxLength = 253)]
    public string? Graph { get; init; }
}
