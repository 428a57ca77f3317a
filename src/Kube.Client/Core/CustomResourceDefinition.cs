using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace Kube.Client.Core;

/// <summary>The definition of a custom kind. Its fields are unknown here: they are kept.</summary>
[KubernetesEntity("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", IsClusterScoped = true)]
public sealed record CustomResourceDefinition : KubernetesObject;
