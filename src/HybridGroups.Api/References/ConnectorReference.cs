using Kube.Client.Schema;

namespace HybridGroups.Api.References;

/// <summary>A SyncConnector. It must allow the namespace of the object that refers to it.</summary>
public sealed record ConnectorReference
{
    /// <summary>The name of the SyncConnector.</summary>
    [Bounds(MinLength = 1, MaxLength = 253, Pattern = ObjectName.Pattern)]
    public required string Name { get; init; }

    /// <summary>Its namespace; that of the object itself when left out.</summary>
    [Bounds(MinLength = 1, MaxLength = 63, Pattern = ObjectName.NamespacePattern)]
    public string? Namespace { get; init; }
}
