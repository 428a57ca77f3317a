using System.CommandLine;
using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.SyncConnectors;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Client.Resources;

namespace HybridGroups.Commands.Cluster;

/// <summary>Where everything stands, and what to do about what does not.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var kubeconfig = ClusterOptions.Kubeconfig();
        var @namespace = ClusterOptions.Namespace();
        var all = new Option<bool>("--all-namespaces", "-A") { Description = "Every namespace." };
        var command = new Command(
            "status",
            """
            Says where connectors, policies and rules stand, and the reason and the remedy where one is not ready.

            Exit codes: 0 everything is ready, 1 something is not, or the cluster does not answer.

            Examples:
              hybrid-groups status -A
            """) { kubeconfig, @namespace, all };
        command.SetAction((parsed, cancellation) => ClusterSession.RunAsync(
            parsed, parsed.GetValue(kubeconfig), parsed.GetValue(@namespace),
            (server, home) => WriteAsync(server, new ListScope(parsed.GetValue(all) ? null : home), parsed.InvocationConfiguration.Output, cancellation)));
        return command;
    }

    private static async Task<int> WriteAsync(ApiServer server, ListScope scope, TextWriter output, CancellationToken cancellation)
    {
        var isReady = true;
        foreach (var connector in await new ResourceClient<SyncConnector>(server).ListAsync(scope, cancellation))
        {
            isReady &= await WriteAsync(output, "SyncConnector", connector, connector.Status?.Conditions, connector.Spec.Suspend);
            foreach (var error in connector.Status?.ObjectErrors ?? []) await output.WriteLineAsync($"    {error.Class} {error.Object}: {error.Message}\n      {error.Remedy}");
        }

        foreach (var policy in await new ResourceClient<GroupWritebackPolicy>(server).ListAsync(scope, cancellation))
        {
            isReady &= await WriteAsync(output, "GroupWritebackPolicy", policy, policy.Status?.Conditions, policy.Spec.Suspend);
        }

        foreach (var rule in await new ResourceClient<DynamicGroupRule>(server).ListAsync(scope, cancellation))
        {
            isReady &= await WriteAsync(output, "DynamicGroupRule", rule, rule.Status?.Conditions, isSuspended: false);
        }

        return isReady ? ClusterSession.Success : ClusterSession.Failed;
    }

    private static async Task<bool> WriteAsync(TextWriter output, string kind, KubernetesObject item, IReadOnlyList<Condition>? conditions, bool isSuspended)
    {
        var ready = conditions?.FirstOrDefault(condition => condition.Type == "Ready");
        var isReady = isSuspended || ready?.Status == ConditionStatus.True;
        await output.WriteLineAsync($"{(isReady ? "ready    " : "NOT READY")} {kind} {item.Key}: {ready?.Reason ?? "NotSeen"}");
        if (!isReady) await output.WriteLineAsync($"    {ready?.Message ?? "No operator has looked at it yet. Is one running, and does it watch this namespace?"}");
        return isReady;
    }
}
