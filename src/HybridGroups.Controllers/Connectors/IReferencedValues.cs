using Kube.Client.Metadata;

namespace HybridGroups.Controllers.Connectors;

/// <summary>What a connector's spec refers to: in the cluster, or in a folder of manifests.</summary>
public interface IReferencedValues
{
    /// <summary>Null when there is no such Secret, or no such key in it.</summary>
    Task<string?> ReadSecretAsync(ObjectKey secret, string key, CancellationToken cancellation);

    /// <summary>Null when there is no such ConfigMap, or no such key in it.</summary>
    Task<string?> ReadConfigMapAsync(ObjectKey configMap, string key, CancellationToken cancellation);
}
