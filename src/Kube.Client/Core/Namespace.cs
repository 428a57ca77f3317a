using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace Kube.Client.Core;

/// <summary>A Kubernetes namespace; its labels are what counts.</summary>
[KubernetesEntity("", "v1", "Namespace", "namespaces", IsClusterScoped = true)]
public sealed record Namespace : KubernetesObject;
