using Kube.Client.Schema;

namespace HybridGroups.Api.References;

/// <summary>A key of a Secret or of a ConfigMap in the connector's namespace: one of them.</summary>
[Cel("has(self.secretKeyRef) != has(self.configMapKeyRef)", "give either secretKeyRef or configMapKeyRef, and not both")]
public sealed record CaBundleSource
{
    /// <summary>A key of a Secret.</summary>
    public KeyReference? SecretKeyRef { get; init; }

    /// <summary>A key of a ConfigMap.</summary>
    public KeyReference? ConfigMapKeyRef { get; init; }
}
