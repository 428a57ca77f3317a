using System.Text;
using Kube.Client.Core;
using Kube.Client.Metadata;
using Kube.Client.Resources;

namespace HybridGroups.Controllers.Connectors;

/// <summary>Secrets and ConfigMaps of the cluster, read when they are needed and never kept.</summary>
public sealed class ClusterValues(ResourceClient<Secret> secrets, ResourceClient<ConfigMap> configMaps) : IReferencedValues
{
    public async Task<string?> ReadSecretAsync(ObjectKey secret, string key, CancellationToken cancellation) =>
        (await secrets.FindAsync(secret, cancellation))?.Data?.GetValueOrDefault(key) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    public async Task<string?> ReadConfigMapAsync(ObjectKey configMap, string key, CancellationToken cancellation) =>
        (await configMaps.FindAsync(configMap, cancellation))?.Data?.GetValueOrDefault(key);
}
