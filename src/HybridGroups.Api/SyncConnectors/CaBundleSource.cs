namespace HybridGroups.Api.SyncConnectors;

/// <summary>A key of a Secret or of a ConfigMap in the connector's namespace: one of them.</summary>
public sealed record CaBundleSource
{
    /// <summary>A key of a Secret.</summary>
    public KeyReference? SecretKeyRef { get; init; }

    /// <summary>A key of a ConfigMap.</summary>
    public KeyReference? ConfigMapKeyRef { get; init; }
}
