using System.CommandLine;
using Kube.Client.Config;
using Kube.Client.Errors;
using Kube.Client.Http;

namespace HybridGroups.Commands.Cluster;

/// <summary>Runs what needs a cluster, and puts into words what keeps it from working.</summary>
internal static class ClusterSession
{
    public const int Success = 0;
    public const int Failed = 1;

    public static async Task<int> RunAsync(ParseResult parsed, string? kubeconfig, string? @namespace, Func<ApiServer, string, Task<int>> work, int unusable = Failed)
    {
        try
        {
            var access = ClusterAccess.Discover(kubeconfig, context: null);
            using var server = new ApiServer(access, TimeProvider.System);
            return await work(server, @namespace ?? access.Namespace);
        }
        catch (Exception error) when (error is KubeconfigException or KubeApiException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"error: {error.Message}");
            return unusable;
        }
    }
}
