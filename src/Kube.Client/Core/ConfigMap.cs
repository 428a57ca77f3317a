using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace Kube.Client.Core;

/// <summary>A Kubernetes ConfigMap.</summary>
[KubernetesEntity("", "v1", "ConfigMap", "configmaps")]
public sealed record ConfigMap : KubernetesObject
{
    public IReadOnlyDictionary<string, string>? Data { get; init; }
}
