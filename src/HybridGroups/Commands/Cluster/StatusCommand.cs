using System.CommandLine;
using HybridGroups.Api.Conditions;
using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.Runs;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Output;
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
        var format = OutputOption.Create();
        var all = new Option<bool>("--all-namespaces", "-A") { Description = "Every namespace." };
        var command = new Command(
            "status",
            """
            Says where connectors, policies and rules stand, and the reason and the remedy where one is not ready.

            Exit codes: 0 everything is ready, 1 something is not, or the cluster does not answer.

            Examples:
              hybrid-groups status -A
              hybrid-groups status -n identity -o json
            """) { kubeconfig, @namespace, all, format };
        command.SetAction((parsed, cancellation) => ClusterSession.RunAsync(
            parsed, parsed.GetValue(kubeconfig), parsed.GetValue(@namespace),
            async (server, home) =>
            {
                var standings = await ReadAsync(server, new ListScope(parsed.GetValue(all) ? null : home), cancellation);
                await WriteAsync(parsed.InvocationConfiguration.Output, parsed.GetValue(format), standings);
                return standings.All(standing => standing.IsReady) ? ClusterSession.Success : ClusterSession.Failed;
            }));
        return command;
    }

    private static async Task<IReadOnlyList<Standing>> ReadAsync(ApiServer server, ListScope scope, CancellationToken cancellation) =>
    [
        .. (await new ResourceClient<SyncConnector>(server).ListAsync(scope, cancellation))
            .Select(connector => Of("SyncConnector", connector, connector.Status?.Conditions, connector.Spec.Suspend, connector.Status?.ObjectErrors)),
        .. (await new ResourceClient<GroupWritebackPolicy>(server).ListAsync(scope, cancellation))
            .Select(policy => Of("GroupWritebackPolicy", policy, policy.Status?.Conditions, policy.Spec.Suspend)),
        .. (await new ResourceClient<DynamicGroupRule>(server).ListAsync(scope, cancellation))
            .Select(rule => Of("DynamicGroupRule", rule, rule.Status?.Conditions, isSuspended: false)),
    ];

    private static Standing Of(string kind, KubernetesObject item, IReadOnlyList<Condition>? conditions, bool isSuspended, IReadOnlyList<ObjectError>? errors = null)
    {
        var ready = conditions?.FirstOrDefault(condition => condition.Type == "Ready");
        return new Standing(
            kind, item.Key.ToString(), isSuspended || ready?.Status == ConditionStatus.True, ready?.Reason ?? "NotSeen",
            ready?.Message ?? "No operator has looked at it yet. Is one running, and does it watch this namespace?", errors ?? []);
    }

    private static async Task WriteAsync(TextWriter output, OutputFormat format, IReadOnlyList<Standing> standings)
    {
        if (format != OutputFormat.Text)
        {
            await output.WriteLineAsync(Structured.Of(format, new { objects = standings }));
            return;
        }

        if (standings.Count == 0) await output.WriteLineAsync("There are no connectors, policies or rules here. Every namespace: -A");
        foreach (var standing in standings)
        {
            await output.WriteLineAsync($"{(standing.IsReady ? Paint.Good("ready    ") : Paint.Bad("NOT READY"))} {standing.Kind} {standing.Object}: {standing.Reason}");
            if (!standing.IsReady || standing.Reason != Reasons.Succeeded) await output.WriteLineAsync($"    {standing.Message}");
            foreach (var error in standing.ObjectErrors) await output.WriteLineAsync($"    {Paint.Doubtful(error.Class)} {error.Object}: {error.Message}\n      {error.Remedy}");
        }
    }

    private sealed record Standing(string Kind, string Object, bool IsReady, string Reason, string Message, IReadOnlyList<ObjectError> ObjectErrors);
}
