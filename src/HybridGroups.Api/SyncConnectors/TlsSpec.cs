using HybridGroups.Api.References;
using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>How the connection is secured, and whose certificates are trusted.</summary>
public sealed record TlsSpec
{
    /// <summary>LDAPS: encrypted from the first byte. StartTLS: encrypted on request, before anything else is said.</summary>
    [Default("\"LDAPS\"")]
    public TlsMode Mode { get; init; } = TlsMode.LDAPS;

    /// <summary>Where the certificate authorities (PEM) of the domain controllers are. Without it, those of the operator's machine are trusted.</summary>
    public CaBundleSource? CaBundle { get; init; }
}
