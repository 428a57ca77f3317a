using HybridGroups.ActiveDirectory.Exports;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Entra.Exports;
using HybridGroups.Sync.Ports;
using Kube.Client.Metadata;

namespace HybridGroups.Directories;

/// <summary>Directories from files, for one connector. They need no credentials, so none are asked for.</summary>
internal sealed class ExportedDirectories(ExportedDomain domain, ExportedTenant tenant) : IDirectories, IReferencedValues
{
    private const string NotNeeded = "not needed for an export";

    public IOnPremisesDirectory Open(ActiveDirectoryConnection connection) => domain;

    public ICloudDirectory Open(EntraConnection connection) => tenant;

    public Task<string?> ReadSecretAsync(ObjectKey secret, string key, CancellationToken cancellation) => Task.FromResult<string?>(NotNeeded);

    public Task<string?> ReadConfigMapAsync(ObjectKey configMap, string key, CancellationToken cancellation) => Task.FromResult<string?>(NotNeeded);
}
