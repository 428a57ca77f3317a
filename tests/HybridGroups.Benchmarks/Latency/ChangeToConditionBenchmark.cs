using System.Diagnostics;
using System.Text;
using HybridGroups.Api.SyncConnectors;
using Kube.Client.Config;
using Kube.Client.Core;
using Kube.Client.Errors;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Client.Watch;
using TestEnvironment;

namespace HybridGroups.Benchmarks.Latency;

/// <summary>
/// From the answer to a user's write until a watcher sees the condition that the operator drew from it. Compared, in the
/// same run, with the time that the API server itself needs for a write and its watch event: the part that is not ours.
/// </summary>
internal static class ChangeToConditionBenchmark
{
    private const string Namespace = "default";
    private static readonly ObjectKey Key = new(Namespace, "latency");

    public static async Task RunAsync(EnvironmentDescription surroundings, int changes, CancellationToken cancellation)
    {
        await Script.RunAsync("kubectl", ["--kubeconfig", surroundings.Kubernetes!.Kubeconfig, "apply", "--validate=false", "-f", Repository.PathOf("crds")], TimeSpan.FromSeconds(60), cancellation);
        await Script.RunAsync(
            "kubectl", ["--kubeconfig", surroundings.Kubernetes.Kubeconfig, "wait", "--for=condition=Established", "crd/syncconnectors.hybridgroups.io", "--timeout=30s"],
            TimeSpan.FromSeconds(60), cancellation);
        using var server = new ApiServer(ClusterAccess.Discover(surroundings.Kubernetes.Kubeconfig, context: null), TimeProvider.System);
        var floor = await MeasureAsync(new ResourceClient<ConfigMap>(server), _ => CreateConfigMapAsync(server, cancellation), (_, _) => true, changes, cancellation);

        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "hybrid-groups.dll"), "run", "--kubeconfig", surroundings.Kubernetes.Kubeconfig, "--namespace", Namespace, "--log-level", "Warning"])
        {
            UseShellExecute = false,
        };
        using var hybridGroups = Process.Start(start)!;
        try
        {
            await CreateConnectorAsync(server, cancellation);
            var ours = await MeasureAsync(
                new ResourceClient<SyncConnector>(server),
                change => PatchConnectorAsync(server, change, cancellation),
                (written, seen) => seen.Status?.ObservedGeneration == written.Metadata.Generation,
                changes, cancellation);

            await Console.Out.WriteLineAsync($"change of a spec → its condition seen by a watcher   {ours}");
            await Console.Out.WriteLineAsync($"the API server alone: a write → its watch event       {floor}");
            await Console.Out.WriteLineAsync($"ratio of the medians                                  {ours.Median / floor.Median:0.00}");
        }
        finally
        {
            hybridGroups.Kill();
        }
    }

    private static async Task<Figures> MeasureAsync<T>(
        ResourceClient<T> client, Func<int, Task<T>> write, Func<T, T, bool> isAnswer, int changes, CancellationToken cancellation)
        where T : KubernetesObject
    {
        var listed = await client.ListPageAsync(new ListScope(Namespace), resourceVersion: null, continueAt: null, cancellation);
        await using var events = client.WatchAsync(new ListScope(Namespace), listed.ResourceVersion, TimeSpan.FromMinutes(30), sendInitialEvents: false, cancellation).GetAsyncEnumerator(cancellation);
        var durations = new List<TimeSpan>();
        for (var change = 0; change < changes; change++)
        {
            var began = TimeProvider.System.GetTimestamp();
            var written = await write(change);
            do
            {
                if (!await events.MoveNextAsync())
                {
                    throw new InvalidOperationException("The watch ended in the middle of the measurement.");
                }
            }
            while (events.Current is not WatchEvent<T>.Changed seen || seen.Object.Key != written.Key || !isAnswer(written, seen.Object));

            durations.Add(TimeProvider.System.GetElapsedTime(began));
        }

        return new Figures(durations.Skip(changes / 10)); // the first ones warm up
    }

    private static async Task<ConfigMap> CreateConfigMapAsync(ApiServer server, CancellationToken cancellation)
    {
        var content = new RequestBody(Encoding.UTF8.GetBytes("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"generateName":"latency-"}}"""), "application/json");
        return await server.SendAsync<ConfigMap>(HttpMethod.Post, $"/api/v1/namespaces/{Namespace}/configmaps", content, cancellation);
    }

    private static async Task CreateConnectorAsync(ApiServer server, CancellationToken cancellation)
    {
        var content = new RequestBody(Encoding.UTF8.GetBytes(
            """
            {"apiVersion": "hybridgroups.io/v1alpha1", "kind": "SyncConnector", "metadata": {"name": "latency"},
             "spec": {"activeDirectory": {"servers": ["ldap://not-asked"], "baseDN": "DC=corp,DC=example,DC=com", "credentials": {"secretRef": {"name": "ad"}}},
                      "entra": {"tenantId": "11111111-2222-3333-4444-555555555555", "credentials": {"managedIdentity": {}}}}}
            """), "application/json");
        try
        {
            await server.SendAsync<SyncConnector>(HttpMethod.Post, $"/apis/hybridgroups.io/v1alpha1/namespaces/{Namespace}/syncconnectors", content, cancellation);
        }
        catch (KubeApiException error) when (error.IsAlreadyExists)
        {
            // Left by an earlier run on the same servers.
        }
    }

    // An address that is refused before anything is asked: what is measured is the path, not a directory.
    private static async Task<SyncConnector> PatchConnectorAsync(ApiServer server, int change, CancellationToken cancellation)
    {
        var unique = Guid.NewGuid().ToString("n");
        var content = new RequestBody(Encoding.UTF8.GetBytes(
            $$$$"""{"spec": {"activeDirectory": {"servers": ["ldap://not-asked-{{{{change}}}}-{{{{unique}}}}"]}}}"""), "application/merge-patch+json");
        return await server.SendAsync<SyncConnector>(
            HttpMethod.Patch, $"/apis/hybridgroups.io/v1alpha1/namespaces/{Namespace}/syncconnectors/{Key.Name}", content, cancellation);
    }
}
