using System.Globalization;
using System.Text.Json;
using HybridGroups.GraphSimulator.Hosting;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Running;

/// <summary>What a user does to the cluster, done with kubectl, in a namespace of the test's own.</summary>
internal sealed class Cluster(EnvironmentDescription surroundings, string @namespace)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly SemaphoreSlim Installing = new(1, 1);

    public string Namespace => @namespace;

    /// <summary>Installs the kinds, makes the namespace, and puts the directory's authority into a ConfigMap.</summary>
    public static async Task<Cluster> PrepareAsync(EnvironmentDescription surroundings, CancellationToken cancellation)
    {
        var cluster = new Cluster(surroundings, $"e2e-{Guid.NewGuid().ToString("n", CultureInfo.InvariantCulture)[..8]}");
        // Two at once would both find that the kinds are not there, and one of them could not make them.
        await Installing.WaitAsync(cancellation);
        try
        {
            // kubectl refuses CRD fields that are newer than the server, which leaves them out.
            await cluster.KubectlAsync(cancellation, "apply", "--validate=false", "-f", Repository.PathOf("crds"));
        }
        finally
        {
            Installing.Release();
        }

        await cluster.KubectlAsync(cancellation, "wait", "--for=condition=Established", "crd/syncconnectors.hybridgroups.io", "--timeout=30s");
        await cluster.KubectlAsync(cancellation, "create", "namespace", cluster.Namespace);
        if (surroundings.ActiveDirectory is { } directory)
        {
            await cluster.KubectlAsync(cancellation, "create", "configmap", "corp-ad-ca", $"--from-file=ca.crt={directory.CertificateAuthority}");
            await cluster.KubectlAsync(
                cancellation, "create", "secret", "generic", "corp-ad", $"--from-literal=username={directory.ServiceAccount}", $"--from-file=password={directory.ServiceAccountPasswordFile}");
        }

        await cluster.KubectlAsync(cancellation, "create", "secret", "generic", "corp-entra", $"--from-literal=client-secret={Simulator.DefaultClientSecret}");

        return cluster;
    }

    /// <summary>A connector as in config/samples, with the addresses of this environment.</summary>
    public Task ApplyConnectorAsync(CancellationToken cancellation, string? server = null, string? baseDn = null, string caName = "corp-ad-ca", string interval = "10s")
    {
        var manifest = new
        {
            apiVersion = "hybridgroups.io/v1alpha1",
            kind = "SyncConnector",
            metadata = new { name = "corp", @namespace },
            spec = new
            {
                activeDirectory = new
                {
                    servers = new[] { server ?? surroundings.ActiveDirectory?.Url.ToString() ?? "ldaps://127.0.0.1:1" },
                    baseDN = baseDn ?? "DC=corp,DC=example,DC=com",
                    tls = new { caBundle = new { configMapKeyRef = new { name = caName, key = "ca.crt" } } },
                    credentials = new { secretRef = new { name = "corp-ad" } },
                },
                entra = new
                {
                    tenantId = new SimulatorOptions().TenantId,
                    endpoints = new { graph = surroundings.Graph?.Url.ToString() ?? "https://127.0.0.1:1", login = surroundings.Graph?.Url.ToString() ?? "https://127.0.0.1:1" },
                    credentials = new { clientId = Simulator.DefaultClientId, secretRef = new { name = "corp-entra", key = "client-secret" } },
                },
                schedule = new { interval },
            },
        };
        return Script.RunAsync(
            "kubectl", ["--kubeconfig", surroundings.Kubernetes!.Kubeconfig, "apply", "-f", "-"], Limit, cancellation, input: JsonSerializer.Serialize(manifest));
    }

    public Task ApplyAsync(string manifest, CancellationToken cancellation) => ApplyInAsync(@namespace, manifest, cancellation);

    public Task ApplyInAsync(string another, string manifest, CancellationToken cancellation) => Script.RunAsync(
        "kubectl", ["--kubeconfig", surroundings.Kubernetes!.Kubeconfig, "--namespace", another, "apply", "-f", "-"], Limit, cancellation, input: manifest);

    /// <summary>What kubectl has no verb for on this server, such as a status.</summary>
    public Task ReplaceRawAsync(string path, string body, CancellationToken cancellation) => Script.RunAsync(
        "kubectl", ["--kubeconfig", surroundings.Kubernetes!.Kubeconfig, "replace", "--raw", path, "-f", "-"], Limit, cancellation, input: body);

    public Task<string> FieldAsync(string item, string path, CancellationToken cancellation) => KubectlAsync(cancellation, "get", item, "-o", $"jsonpath={{{path}}}");

    /// <summary>The reason and message of a condition.</summary>
    public Task<string> ConditionAsync(string item, string type, CancellationToken cancellation) =>
        FieldAsync(item, $".status.conditions[?(@.type==\"{type}\")]['status','reason','message']", cancellation);

    public Task WaitAsync(string condition, CancellationToken cancellation) =>
        KubectlAsync(cancellation, "wait", $"--for=condition={condition}", "syncconnector/corp", "--timeout=40s");

    /// <summary>The message of a condition.</summary>
    public Task<string> MessageAsync(string type, CancellationToken cancellation) =>
        KubectlAsync(cancellation, "get", "syncconnector", "corp", "-o", $"jsonpath={{.status.conditions[?(@.type==\"{type}\")].message}}");

    public Task<string> KubectlAsync(CancellationToken cancellation, params string[] arguments) => Script.RunAsync(
        "kubectl", ["--kubeconfig", surroundings.Kubernetes!.Kubeconfig, "--namespace", @namespace, .. arguments], Limit, cancellation);
}
