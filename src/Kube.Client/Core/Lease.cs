using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace Kube.Client.Core;

/// <summary>A lease of coordination.k8s.io/v1: who does something, and until when.</summary>
[KubernetesEntity("coordination.k8s.io", "v1", "Lease", "leases")]
public sealed record Lease : KubernetesObject
{
    public LeaseSpec? Spec { get; init; }
}
