using System.CommandLine;
using System.Text.Json.Nodes;
using HybridGroups.Api;
using HybridGroups.Api.SyncConnectors;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Client.Resources;

namespace HybridGroups.Commands.Cluster;

/// <summary>Approves exactly the held changes that were shown under a hash.</summary>
internal static class ApproveCommand
{
    public static Command Create()
    {
        var connector = ClusterOptions.Connector();
        var hash = new Argument<string?>("hash") { Description = "The hash under which the changes were shown; what is held is shown when left out.", Arity = ArgumentArity.ZeroOrOne };
        var kubeconfig = ClusterOptions.Kubeconfig();
        var @namespace = ClusterOptions.Namespace();
        var command = new Command(
            "approve",
            """
            Shows what a connector holds back, or approves it by its hash.
            The approval is of exactly these changes: if there are more of them by then, they stay held.

            Exit codes: 0 approved, or nothing is held; 1 something is held and was not approved, or the hash is another one.

            Examples:
              hybrid-groups approve corp -n identity
              hybrid-groups approve corp 07b3b4ef49e105bc -n identity
            """) { connector, hash, kubeconfig, @namespace };
        command.SetAction((parsed, cancellation) => ClusterSession.RunAsync(
            parsed, parsed.GetValue(kubeconfig), parsed.GetValue(@namespace),
            (server, home) => ApproveAsync(server, new ObjectKey(home, parsed.GetRequiredValue(connector)), parsed.GetValue(hash), parsed.InvocationConfiguration.Output, cancellation)));
        return command;
    }

    private static async Task<int> ApproveAsync(ApiServer server, ObjectKey key, string? hash, TextWriter output, CancellationToken cancellation)
    {
        var client = new ResourceClient<SyncConnector>(server);
        var connector = await client.FindAsync(key, cancellation);
        if (connector is null)
        {
            await output.WriteLineAsync($"There is no SyncConnector {key}.");
            return ClusterSession.Failed;
        }

        if (connector.Status?.HeldPlan is not { } held)
        {
            await output.WriteLineAsync($"{key}: nothing is held.");
            return ClusterSession.Success;
        }

        if (!string.Equals(hash, held.Hash, StringComparison.Ordinal))
        {
            await output.WriteLineAsync(
                $"{key}: {held.DeletedGroups} deletions of groups, {held.RemovedMembers} removals and {held.AddedMembers} additions of members are held"
                + $"{(held.Since is { } since ? $" since {since:u}" : string.Empty)}, because {held.Reason}.\n"
                + $"If they are meant: hybrid-groups approve {key.Name} {held.Hash} -n {key.Namespace}");
            return ClusterSession.Failed;
        }

        await client.MergeAsync(
            key, new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Annotations.ApprovePlan] = hash } } }, "hybrid-groups-cli", cancellation);
        await output.WriteLineAsync($"{key}: approved {hash}. The operator carries it out now.");
        return ClusterSession.Success;
    }
}
