using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>Addresses of a cloud that has no preset, or of a simulator.</summary>
public sealed record EntraEndpoints
{
    /// <summary>The root of Microsoft Graph, https.</summary>
    [Bounds(Pattern = ValuePatterns.Https, MaxLength = 253)]
    public string? Graph { get; init; }

    /// <summary>The root of the sign-in service that gives tokens, https.</summary>
    [Bounds(Pattern = ValuePatterns.Https, MaxLength = 253)]
    public string? Login { get; init; }
}
