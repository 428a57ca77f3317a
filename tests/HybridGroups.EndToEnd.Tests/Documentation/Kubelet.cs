using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using HybridGroups.EndToEnd.Tests.Engine;
using HybridGroups.EndToEnd.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Documentation;

/// <summary>
/// The node on which the operator's pod runs, as far as the API server asks it for logs: the pod is a process here, and its log is
/// what that process prints. Everything from kubectl to the API server is real.
/// </summary>
internal sealed class Kubelet : IAsyncDisposable
{
    private readonly Cluster cluster;
    private readonly WebApplication application;
    private readonly string node;

    private Kubelet(Cluster cluster, WebApplication application)
    {
        this.cluster = cluster;
        this.application = application;
        node = $"node-{cluster.Namespace}";
    }

    /// <summary>Installs the Deployment of config/manager in the namespace, with one pod of it that runs on this node.</summary>
    public static async Task<Kubelet> StartAsync(EnvironmentDescription surroundings, Cluster cluster, OperatorProcess process)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        var folder = surroundings.Graph!.Folder;
        var certificate = X509Certificate2.CreateFromPemFile(Path.Combine(folder, "server.crt"), Path.Combine(folder, "server.key"));
        var address = FreeAddress.Next();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(address, listen => listen.UseHttps(certificate)));
        var kubelet = new Kubelet(cluster, builder.Build());
        kubelet.application.Run(context => ShowLogAsync(context, process));
        await kubelet.application.StartAsync(Company.Cancellation);
        await kubelet.RegisterAsync(address.Port);
        return kubelet;
    }

    public async ValueTask DisposeAsync()
    {
        // Who looks over the installations of this server would find this one too.
        await cluster.KubectlAsync(CancellationToken.None, "delete", "deployment/hybrid-groups", "pod/hybrid-groups-1", $"node/{node}", "--ignore-not-found", "--wait=false", "--force", "--grace-period=0");
        await application.DisposeAsync();
    }

    private static Task ShowLogAsync(HttpContext context, OperatorProcess process)
    {
        var lines = context.Request.Query.ContainsKey("previous") ? [] : process.Log.Split('\n');
        var last = int.Parse(context.Request.Query["tailLines"].FirstOrDefault() ?? "1000", CultureInfo.InvariantCulture);
        return context.Response.WriteAsync(string.Join('\n', lines.TakeLast(last)) + "\n", context.RequestAborted);
    }

    private async Task RegisterAsync(int port)
    {
        var deployment = await File.ReadAllTextAsync(Repository.PathOf("config", "manager", "deployment.yaml"), Company.Cancellation);
        await cluster.ApplyAsync(deployment.Replace("namespace: hybrid-groups-system", $"namespace: {cluster.Namespace}", StringComparison.Ordinal), Company.Cancellation);
        await cluster.ApplyAsync(
            JsonSerializer.Serialize(new
            {
                apiVersion = "v1",
                kind = "Node",
                metadata = new { name = node },
                status = new { addresses = new[] { new { type = "InternalIP", address = "127.0.0.1" } }, daemonEndpoints = new { kubeletEndpoint = new { Port = port } } },
            }),
            Company.Cancellation);
        await cluster.ApplyAsync(
            $$"""
            apiVersion: v1
            kind: Pod
            metadata:
              name: hybrid-groups-1
              labels: {app.kubernetes.io/name: hybrid-groups, app.kubernetes.io/instance: hybrid-groups}
            spec:
              nodeName: {{node}}
              containers: [{name: operator, image: "hybrid-groups:0.1.0"}]
            """,
            Company.Cancellation);
    }
}
