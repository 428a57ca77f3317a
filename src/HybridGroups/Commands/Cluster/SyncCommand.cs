using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using HybridGroups.Api;
using HybridGroups.Api.Conditions;
using HybridGroups.Api.SyncConnectors;
using Kube.Client.Errors;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Client.Resources;

namespace HybridGroups.Commands.Cluster;

/// <summary>Asks for a look at both directories now, and waits for the answer.</summary>
internal static class SyncCommand
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    public static Command Create()
    {
        var connector = ClusterOptions.Connector();
        var kubeconfig = ClusterOptions.Kubeconfig();
        var @namespace = ClusterOptions.Namespace();
        var timeout = new Option<int>("--timeout") { Description = "Seconds to wait.", DefaultValueFactory = _ => 60, HelpName = "SECONDS" };
        var command = new Command(
            "sync",
            """
            Has a connector look at both directories now, and waits until the operator has heard it.

            Exit codes: 0 the connector is ready, 1 it is not, or no operator answered in time.

            Examples:
              hybrid-groups sync corp -n identity
            """) { connector, kubeconfig, @namespace, timeout };
        command.SetAction((parsed, cancellation) => ClusterSession.RunAsync(
            parsed, parsed.GetValue(kubeconfig), parsed.GetValue(@namespace),
            (server, home) => AskAsync(
                server, new ObjectKey(home, parsed.GetRequiredValue(connector)), TimeSpan.FromSeconds(parsed.GetValue(timeout)), parsed.InvocationConfiguration.Output, cancellation)));
        return command;
    }

    private static async Task<int> AskAsync(ApiServer server, ObjectKey key, TimeSpan longest, TextWriter output, CancellationToken cancellation)
    {
        var client = new ResourceClient<SyncConnector>(server);
        var asked = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        if (await client.FindAsync(key, cancellation) is null) throw new KubeApiException($"There is no SyncConnector {key}. See: kubectl get syncconnectors -A", System.Net.HttpStatusCode.NotFound, "NotFound", retryAfter: null);
        await client.MergeAsync(
            key, new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Annotations.ReconcileAt] = asked } } }, "hybrid-groups-cli", cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(longest);
        try
        {
            while (true)
            {
                var now = await client.FindAsync(key, limit.Token) ?? throw new KubeApiException($"There is no SyncConnector {key} any more.", System.Net.HttpStatusCode.NotFound, "NotFound", retryAfter: null);
                if (string.Equals(now.Status?.LastHandledReconcileAt, asked, StringComparison.Ordinal))
                {
                    var ready = now.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready");
                    await output.WriteLineAsync($"{key}: {ready?.Reason}: {ready?.Message}");
                    return ready is { Status: ConditionStatus.True, Reason: not Reasons.Suspended } ? ClusterSession.Success : ClusterSession.Failed;
                }

                await Task.Delay(Glance, TimeProvider.System, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            await output.WriteLineAsync($"{key}: no operator has answered within {longest.TotalSeconds:0} s. Is one running, and does it watch the namespace {key.Namespace}?");
            return ClusterSession.Failed;
        }
    }
}
