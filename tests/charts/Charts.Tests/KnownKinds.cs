using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using TestEnvironment;

namespace Charts.Tests;

/// <summary>Which kinds an API server has.</summary>
internal sealed class KnownKinds(string kubeconfig, string version)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly ConcurrentDictionary<string, IReadOnlySet<string>> ByGroup = new(StringComparer.Ordinal);
    // Namespaces that the cases speak of: a dry run makes none, and what lives in them needs them.
    private static readonly string[] Namespaces = [Manifests.Home, "identity", "monitoring"];
    private static readonly SemaphoreSlim Once = new(1);
    private static KnownKinds? known;

    public string Kubeconfig => kubeconfig;

    /// <summary>Such as v1.20.2.</summary>
    public string Version => version;

    public static async Task<KnownKinds> OfAsync(string kubeconfig, CancellationToken cancellation)
    {
        await Once.WaitAsync(cancellation);
        try
        {
            return known ??= await PrepareAsync(kubeconfig, cancellation);
        }
        finally
        {
            Once.Release();
        }
    }

    public async Task<bool> HasAsync(Manifest manifest)
    {
        if (!ByGroup.TryGetValue(manifest.ApiVersion, out var kinds))
        {
            var root = manifest.ApiVersion.Contains('/', StringComparison.Ordinal) ? "apis" : "api";
            var listed = await Script.TryRunAsync(
                "kubectl", ["--kubeconfig", kubeconfig, "get", "--raw", $"/{root}/{manifest.ApiVersion}"], Limit, TestContext.Current.CancellationToken);
            kinds = listed.ExitCode == 0
                ? JsonNode.Parse(listed.Output)!["resources"]!.AsArray().Select(resource => (string)resource!["kind"]!).ToHashSet(StringComparer.Ordinal)
                : new HashSet<string>(StringComparer.Ordinal);
            ByGroup[manifest.ApiVersion] = kinds;
        }

        return kinds.Contains(manifest.Kind);
    }

    private static async Task<KnownKinds> PrepareAsync(string kubeconfig, CancellationToken cancellation)
    {
        foreach (var name in Namespaces)
        {
            await Script.TryRunAsync("kubectl", ["--kubeconfig", kubeconfig, "create", "namespace", name], Limit, cancellation); // it may be there
        }

        var version = await Script.RunAsync("kubectl", ["--kubeconfig", kubeconfig, "get", "--raw", "/version"], Limit, cancellation);
        return new KnownKinds(kubeconfig, (string)JsonNode.Parse(version)!["gitVersion"]!);
    }
}
