using System.CommandLine;
using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Commands.Cluster;
using HybridGroups.Commands.Plans;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Directories;
using HybridGroups.Output;
using Kube.Client.Core;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridGroups.Commands.Connectors;

/// <summary>Walks the way to both directories step by step, and says at the first step that fails what to do about it.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("connector") { Description = "The name of a SyncConnector in the cluster; all in the namespace when left out.", Arity = ArgumentArity.ZeroOrOne };
        var folder = new Option<string?>("--filename", "-f") { Description = "Manifests in a folder or a file, in place of the cluster's.", HelpName = "FOLDER" };
        var kubeconfig = ClusterOptions.Kubeconfig();
        var @namespace = ClusterOptions.Namespace();
        var timeout = new Option<int>("--timeout") { Description = "Seconds that each step may take.", DefaultValueFactory = _ => 15, HelpName = "SECONDS" };
        timeout.Validators.Add(result =>
        {
            if (result.GetValue(timeout) is < 1 or > 600) result.AddError("--timeout: give a number of seconds from 1 to 600.");
        });
        var format = OutputOption.Create();
        var command = new Command(
            "test",
            """
            Walks the way to both directories: name, port, certificate, bind and rights of Active Directory; name, port, certificate,
            token and permissions of Microsoft Graph; what is worth having besides. A branch ends at its first failure, with what to do.
            Nothing is written anywhere. Run it from where the operator runs: firewalls and resolvers differ from place to place.

            Exit codes: 0 every step was passed, 1 one failed, 2 there was nothing to walk.

            Examples:
              hybrid-groups connector test -f manifests/
              hybrid-groups connector test corp -n identity
              hybrid-groups connector test -f manifests/ -o json | grep -A3 Failed
            """) { name, folder, kubeconfig, @namespace, timeout, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            Task<int> WalkAsync(TestedConnectors tested) => RunAsync(
                tested with { Connectors = [.. tested.Connectors.Where(connector => parsed.GetValue(name) is not { } wanted || connector.Metadata.Name == wanted)] },
                TimeSpan.FromSeconds(parsed.GetValue(timeout)), parsed.GetValue(format), output, errors, cancellation);

            if (parsed.GetValue(folder) is { } path)
            {
                var manifests = await ManifestFolder.ReadAsync(path, cancellation);
                foreach (var problem in manifests.Problems) await errors.WriteLineAsync($"error: {problem}");
                return manifests.Problems.Count > 0 ? ExitCodes.Unusable : await WalkAsync(new TestedConnectors(manifests.Connectors, manifests, manifests.Rules));
            }

            var walked = await ClusterSession.RunAsync(
                parsed, parsed.GetValue(kubeconfig), parsed.GetValue(@namespace), async (server, home) => await WalkAsync(await OfClusterAsync(server, home, cancellation)), ExitCodes.Unusable);
            return walked;
        });
        return command;
    }

    private static async Task<TestedConnectors> OfClusterAsync(ApiServer server, string home, CancellationToken cancellation) => new(
        [.. await new ResourceClient<SyncConnector>(server).ListAsync(new ListScope(home), cancellation)],
        new ClusterValues(new ResourceClient<Secret>(server), new ResourceClient<ConfigMap>(server)),
        [.. await new ResourceClient<DynamicGroupRule>(server).ListAsync(new ListScope(home), cancellation)]);

    private static async Task<int> RunAsync(TestedConnectors tested, TimeSpan limit, OutputFormat format, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        if (tested.Connectors.Count == 0)
        {
            await errors.WriteLineAsync("error: there is no such SyncConnector. See: kubectl get syncconnectors -A");
            return ExitCodes.Unusable;
        }

        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan }; // each step has its own deadline
        var worst = ExitCodes.Success;
        foreach (var connector in tested.Connectors)
        {
            var (setup, problem) = await new ConnectorSecrets(tested.Values).ReadAsync(connector, cancellation);
            if (setup is null)
            {
                await errors.WriteLineAsync($"error: {connector.Key}: {problem}");
                worst = ExitCodes.Unusable;
                continue;
            }

            var failed = await WalkAsync(setup, GraphPermission.For(connector, tested.Rules), http, limit, format, output, cancellation);
            if (failed > 0 && worst == ExitCodes.Success) worst = ExitCodes.StepFailed;
        }

        return worst;
    }

    private static async Task<int> WalkAsync(
        ConnectorSetup setup, IReadOnlyList<GraphPermission> needed, HttpClient http, TimeSpan limit, OutputFormat format, TextWriter output, CancellationToken cancellation)
    {
        var text = new WalkText(output);
        if (format == OutputFormat.Text) await output.WriteLineAsync(setup.Name);
        var walk = new Walk(TimeProvider.System, limit, format == OutputFormat.Text ? text.WriteAsync : _ => Task.CompletedTask);
        var directories = new RealDirectories(http, TimeProvider.System, NullLoggerFactory.Instance);
        await new ActiveDirectoryWalk(walk, setup.ActiveDirectory, directories, TimeProvider.System, limit).RunAsync(cancellation);
        await new EntraWalk(walk, setup.Entra, directories, http, TimeProvider.System).RunAsync(needed, cancellation);
        var failed = walk.Steps.Count(step => step.State == StepState.Failed);
        await output.WriteLineAsync(format == OutputFormat.Text
            ? $"\n{(failed == 0 ? "Every step was passed." : $"{failed} step{(failed == 1 ? string.Empty : "s")} failed; what comes after a failure was not tried.")}"
            : Structured.Of(format, new { connector = setup.Name, steps = walk.Steps.Select(step => new { step.Branch, step.Name, state = step.State.ToString(), step.Message, step.Fix }) }));
        return failed;
    }
}
