namespace HybridGroups.Api.SyncConnectors;

/// <summary>Whose certificates are trusted.</summary>
public sealed record TlsSpec
{
    /// <summary>Where the certificate authorities (PEM) of the domain controllers are. Without it, those of the operator's machine are trusted.</summary>
    public CaBundleSource? CaBundle { get; init; }
}
