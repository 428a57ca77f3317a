using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>How to reach an Active Directory domain.</summary>
public sealed record ActiveDirectorySpec
{
    /// <summary>Domain controllers to ask, in this order, as ldaps:// addresses. Certificates are always verified.</summary>
    [Bounds(MinItems = 1, MaxItems = 16, MaxItemLength = 253)]
    public required IReadOnlyList<string> Servers { get; init; }

    /// <summary>The distinguished name of the domain, for example DC=corp,DC=example,DC=com.</summary>
    [Bounds(MinLength = 4, MaxLength = 255)]
    public required string BaseDN { get; init; }

    /// <summary>How the connection is secured.</summary>
    [Default("{}")]
    public TlsSpec Tls { get; init; } = new();
}
