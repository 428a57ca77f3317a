using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace Kube.Client.Core;

/// <summary>A Kubernetes Secret. Its text form shows no value.</summary>
[KubernetesEntity("", "v1", "Secret", "secrets")]
public sealed record Secret : KubernetesObject
{
    /// <summary>The values, decoded from base64.</summary>
    public IReadOnlyDictionary<string, byte[]>? Data { get; init; }

    public override string ToString() => $"Secret {Key}";
}
