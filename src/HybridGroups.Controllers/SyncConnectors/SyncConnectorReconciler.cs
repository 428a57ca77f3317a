using System.Text;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Sync.Ports;
using Kube.Client.Core;
using Kube.Client.Errors;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Client.Schema;
using Kube.Operator.Controllers;
using Kube.Operator.Writes;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Controllers.SyncConnectors;

/// <summary>Gathers what a connector rests on, decides whether it is ready, and says so in its status.</summary>
[Rbac("hybridgroups.io", "syncconnectors,groupwritebackpolicies,dynamicgrouprules", "get,list,watch,patch")]
[Rbac("hybridgroups.io", "syncconnectors/status,groupwritebackpolicies/status,dynamicgrouprules/status", "patch")]
[Rbac("hybridgroups.io", "syncconnectors/finalizers,groupwritebackpolicies/finalizers,dynamicgrouprules/finalizers", "update")]
[Rbac("", "secrets,configmaps", "get")]
[Rbac("", "namespaces", "get,list,watch")]
public sealed partial class SyncConnectorReconciler(
    ResourceClient<SyncConnector> connectors, ResourceClient<Secret> secrets, ResourceClient<ConfigMap> configMaps,
    IActiveDirectoryProbe activeDirectory, IEntraProbe entra, WriteTracker writes, TimeProvider time, ILogger<SyncConnectorReconciler> logger)
    : IEntityController<SyncConnector>
{
    private const string FieldManager = "hybrid-groups-status";
    private static readonly TimeSpan AfterConflict = TimeSpan.FromSeconds(1);

    public async Task<ReconcileResult> ReconcileAsync(SyncConnector entity, CancellationToken cancellation)
    {
        var snapshot = await GatherAsync(entity, cancellation);
        var verdict = ConnectorChecks.Decide(snapshot);

        if (ConnectorStatus.ChangeOf(entity, snapshot, verdict, time.GetUtcNow()) is { } change)
        {
            try
            {
                writes.Note(await connectors.MergeStatusAsync(entity, change, FieldManager, cancellation));
            }
            catch (KubeApiException gone) when (gone.IsNotFound)
            {
                return new ReconcileResult.Done();
            }
            catch (KubeApiException outdated) when (outdated.IsConflict)
            {
                return new ReconcileResult.RequeueAfter(AfterConflict); // changed in the meantime: decide again on what it is now
            }

            LogVerdict(entity.Key, verdict?.Reason ?? "Ready", verdict?.Message ?? string.Empty);
        }

        return snapshot.Spec.Suspend || verdict is { IsTerminal: true, Reason: Api.Conditions.Reasons.InvalidSpec }
            ? new ReconcileResult.Done()
            : new ReconcileResult.RequeueAfter(snapshot.Addresses.Interval);
    }

    public Task DeletedAsync(ObjectKey key, CancellationToken cancellation) => Task.CompletedTask;

    private async Task<ConnectorSnapshot> GatherAsync(SyncConnector connector, CancellationToken cancellation)
    {
        var snapshot = new ConnectorSnapshot(connector.Spec, ConnectorAddresses.Of(connector));
        if (connector.Spec.Suspend || snapshot.Addresses.Problems.Count > 0)
        {
            return snapshot;
        }

        var (authorities, problem) = await ReadCaBundleAsync(connector, cancellation);
        if (problem is not null)
        {
            return snapshot with { CaBundleProblem = problem };
        }

        var directory = activeDirectory.ProbeAsync(new ActiveDirectoryAddress(snapshot.Addresses.Servers, authorities), cancellation);
        var cloud = entra.ProbeAsync(snapshot.Addresses.Graph, cancellation);
        return snapshot with { ActiveDirectory = await directory, Entra = await cloud };
    }

    private async Task<(string? Pem, string? Problem)> ReadCaBundleAsync(SyncConnector connector, CancellationToken cancellation)
    {
        var source = connector.Spec.ActiveDirectory.Tls.CaBundle;
        if (source is null)
        {
            return (null, null);
        }

        var reference = source.SecretKeyRef ?? source.ConfigMapKeyRef!;
        var kind = source.SecretKeyRef is not null ? "Secret" : "ConfigMap";
        var key = new ObjectKey(connector.Metadata.Namespace, reference.Name);
        var value = source.SecretKeyRef is not null
            ? (await secrets.FindAsync(key, cancellation))?.Data?.GetValueOrDefault(reference.Key) is { } bytes ? Encoding.UTF8.GetString(bytes) : null
            : (await configMaps.FindAsync(key, cancellation))?.Data?.GetValueOrDefault(reference.Key);
        return value is null
            ? (null, $"spec.activeDirectory.tls.caBundle: there is no {kind} '{key}' with a key '{reference.Key}'. Create it; this is tried again.")
            : (value, null);
    }
}
