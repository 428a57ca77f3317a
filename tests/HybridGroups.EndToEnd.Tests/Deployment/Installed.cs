using System.Text.Json;
using HybridGroups.EndToEnd.Tests.Running;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Deployment;

/// <summary>
/// The chart on a real API server. What the server would ask a Service it asks an address here, and the pods are processes, with
/// the arguments and the rights that the chart gives them.
/// </summary>
internal sealed class Installed : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly EnvironmentDescription _surroundings;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hybrid-groups-installed-");
    private readonly string _name;

    private Installed(EnvironmentDescription surroundings, string name)
    {
        _surroundings = surroundings;
        _name = name;
        File.WriteAllText(Kubeconfig, string.Empty);
    }

    /// <summary>Of the ServiceAccount.</summary>
    public string Kubeconfig => Path.Combine(_folder.FullName, "kubeconfig");

    public string Name => _name;

    /// <summary>Of the operator and, as it is no other, of the objects that the tests make.</summary>
    public string Namespace => _name;

    /// <summary>What the chart rendered.</summary>
    public string Manifests { get; private set; } = string.Empty;

    /// <summary>Installs the kinds and a release of the chart in a namespace of the same name.</summary>
    public static async Task<Installed> AsAsync(EnvironmentDescription surroundings, string name, CancellationToken cancellation, params string[] values)
    {
        var installed = new Installed(surroundings, name);
        // Newer servers give every namespace this label themselves.
        await installed.ApplyAsync(
            $"""
            apiVersion: v1
            kind: Namespace
            metadata:
              name: {name}
              labels:
                kubernetes.io/metadata.name: {name}
            """, cancellation);
        var version = JsonDocument.Parse(await installed.KubectlAsync(cancellation, "get", "--raw", "/version")).RootElement.GetProperty("gitVersion").GetString()!;
        var rendered = await Script.RunAsync(
            Repository.PathOf("tests", "charts", "render-chart"), [name, name, "--kube-version", version, $"fullnameOverride={name}", .. values], Limit, cancellation);
        // Of kinds that the server does not have, such as cert-manager's, nothing is needed here.
        var known = rendered.Split("---\n").Where(document => !document.Contains("apiVersion: cert-manager.io", StringComparison.Ordinal));
        installed.Manifests = string.Join("---\n", known);
        await installed.ApplyAsync(installed.Manifests, cancellation);
        await installed.KubectlAsync(cancellation, "wait", "--for=condition=Established", "crd/syncconnectors.hybridgroups.io", "--timeout=30s");
        await installed.WriteKubeconfigAsync(cancellation);
        return installed;
    }

    /// <summary>A replica: the arguments of the Deployment, with addresses and folders of this machine.</summary>
    public async Task<Replica> StartReplicaAsync(CancellationToken cancellation, string? certificateFolder = null)
    {
        var (webhook, diagnostics, notifications) = (FreeAddress.Next().Port, FreeAddress.Next().Port, FreeAddress.Next().Port);
        var given = JsonSerializer.Deserialize<string[]>(await KubectlAsync(cancellation, "get", "deployment", _name, "-o", "jsonpath={.spec.template.spec.containers[0].args}"))!;
        var arguments = given.Select(argument => argument switch
        {
            ":8080" => $"127.0.0.1:{diagnostics}",
            ":9443" => $"127.0.0.1:{webhook}",
            ":8082" => $"127.0.0.1:{notifications}",
            "/var/lib/hybrid-groups" => _folder.CreateSubdirectory($"state-{webhook}").FullName,
            "/etc/hybrid-groups/webhook" => certificateFolder!,
            _ => argument,
        });
        var asked = given.Contains("--webhook-address", StringComparer.Ordinal) ? (string[])["--webhook-name", "127.0.0.1"] : [];
        return new Replica(
            OperatorProcess.Start(_surroundings, [.. arguments, "--kubeconfig", Kubeconfig, .. asked]), new Uri($"https://127.0.0.1:{webhook}/validate"), new Uri($"http://127.0.0.1:{diagnostics}"),
            new Uri($"http://127.0.0.1:{notifications}"));
    }

    /// <summary>What the Service does in a cluster: leads the API server to a replica. What it trusts stays as it is.</summary>
    public Task AskAsync(Replica replica, CancellationToken cancellation) => PatchWebhooksAsync(
        number => [new { op = "remove", path = $"/webhooks/{number}/clientConfig/service" }, new { op = "add", path = $"/webhooks/{number}/clientConfig/url", value = replica.Webhook.ToString() }], cancellation);

    /// <summary>Leads it to another one.</summary>
    public Task AskInsteadAsync(Replica replica, CancellationToken cancellation) => PatchWebhooksAsync(
        number => [new { op = "replace", path = $"/webhooks/{number}/clientConfig/url", value = replica.Webhook.ToString() }], cancellation);

    /// <summary>What kubectl says to a rule that is none, in a dry run; empty when it would be taken.</summary>
    public Task<string> ApplyWrongRuleAsync(CancellationToken cancellation) => TryApplyAsync(
        """
        apiVersion: hybridgroups.io/v1alpha1
        kind: DynamicGroupRule
        metadata: {name: wrong}
        spec:
          connectorRef: {name: corp}
          rule: (user.department -eq "Sales"
          target: {entraGroup: {displayName: Sales}}
        """, cancellation);

    /// <summary>What kubectl says to a manifest, in a dry run; empty when it would be taken.</summary>
    public async Task<string> TryApplyAsync(string manifest, CancellationToken cancellation)
    {
        var result = await Script.TryRunAsync(
            "kubectl", ["--kubeconfig", _surroundings.Kubernetes!.Kubeconfig, "--namespace", Namespace, "apply", "--dry-run=server", "-f", "-"], Limit, cancellation, input: manifest);
        return result.ExitCode == 0 ? string.Empty : result.Errors;
    }

    public Task ApplyAsync(string manifests, CancellationToken cancellation, params string[] options) => Script.RunAsync(
        "kubectl", ["--kubeconfig", _surroundings.Kubernetes!.Kubeconfig, "--namespace", Namespace, "apply", "--validate=false", .. options, "-f", "-"], Limit, cancellation, input: manifests);

    /// <summary>What applying once more would change, as kubectl and Argo CD compare; empty when nothing.</summary>
    public async Task<string> DiffAsync(string manifests, CancellationToken cancellation, params string[] options)
    {
        var result = await Script.TryRunAsync(
            "kubectl", ["--kubeconfig", _surroundings.Kubernetes!.Kubeconfig, "--namespace", Namespace, "diff", .. options, "-f", "-"], Limit, cancellation, input: manifests);
        return result.ExitCode switch
        {
            0 => string.Empty,
            1 when result.Output.Length > 0 => result.Output,
            _ => throw new InvalidOperationException($"kubectl diff ended with {result.ExitCode}: {result.Errors}"),
        };
    }

    public Task<string> KubectlAsync(CancellationToken cancellation, params string[] arguments) =>
        Script.RunAsync("kubectl", ["--kubeconfig", _surroundings.Kubernetes!.Kubeconfig, "--namespace", Namespace, .. arguments], Limit, cancellation);

    /// <summary>Whether the operator's ServiceAccount has a right.</summary>
    public async Task<bool> MayAsync(CancellationToken cancellation, params string[] what)
    {
        var answer = await Script.TryRunAsync("kubectl", ["--kubeconfig", Kubeconfig, "auth", "can-i", .. what], Limit, cancellation);
        return answer.Output.Trim() switch
        {
            "yes" => true,
            "no" => false,
            _ => throw new InvalidOperationException(answer.Errors + answer.Output),
        };
    }

    public async ValueTask DisposeAsync()
    {
        // It would be asked about the objects of other tests too.
        await KubectlAsync(CancellationToken.None, "delete", "validatingwebhookconfiguration", _name, "--ignore-not-found");
        _folder.Delete(recursive: true);
    }

    private async Task PatchWebhooksAsync(Func<int, IEnumerable<object>> operations, CancellationToken cancellation)
    {
        var count = (await KubectlAsync(cancellation, "get", "validatingwebhookconfiguration", _name, "-o", "jsonpath={.webhooks[*].name}")).Split(' ').Length;
        await KubectlAsync(
            cancellation, "patch", "validatingwebhookconfiguration", _name, "--type=json", "-p", JsonSerializer.Serialize(Enumerable.Range(0, count).SelectMany(operations)));
    }

    private async Task WriteKubeconfigAsync(CancellationToken cancellation)
    {
        var answer = await Script.RunAsync(
            "kubectl", ["--kubeconfig", _surroundings.Kubernetes!.Kubeconfig, "create", "--raw", $"/api/v1/namespaces/{Namespace}/serviceaccounts/{_name}/token", "-f", "-"],
            Limit, cancellation, input: """{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{}}""");
        var token = JsonDocument.Parse(answer).RootElement.GetProperty("status").GetProperty("token").GetString();
        await File.WriteAllTextAsync(Kubeconfig, $"""
            apiVersion: v1
            kind: Config
            current-context: pod
            contexts:
              - name: pod
                context:
                  cluster: test
                  user: pod
                  namespace: {Namespace}
            clusters:
              - name: test
                cluster:
                  server: {_surroundings.Kubernetes.Url}
                  certificate-authority: {_surroundings.Kubernetes.CertificateAuthority}
            users:
              - name: pod
                user:
                  token: {token}
            """, cancellation);
    }
}
