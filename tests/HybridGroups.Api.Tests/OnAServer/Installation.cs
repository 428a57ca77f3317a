using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Api.Tests.OnAServer;
using HybridGroups.Api.Tests.Manifests;
using HybridGroups.Api.Validation;
using HybridGroups.Controllers.Admission;
using Kube.Client.Config;
using Kube.Client.Core;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Client.Schema;
using Kube.Operator.Certificates;
using Kube.Operator.Informers;
using Kube.Operator.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;
using TestEnvironment;

[assembly: AssemblyFixture(typeof(Installation))]

namespace HybridGroups.Api.Tests.OnAServer;

/// <summary>The kinds and their webhook on the real API server, in a namespace of their own.</summary>
public sealed class Installation : IAsyncLifetime
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _loops = [];
    private Surroundings? _surroundings;
    private WebhookServer? _webhook;
    private ApiServer? _server;

    public string Home { get; } = $"test-{Guid.NewGuid():N}"[..20];

    public string Kubeconfig => _surroundings!.Description.Kubernetes!.Kubeconfig;

    public async ValueTask InitializeAsync()
    {
        _surroundings = await Surroundings.SharedAsync(CancellationToken.None);
        _server = new ApiServer(ClusterAccess.Discover(Kubeconfig, context: null), TimeProvider.System);
        foreach (var kind in Kinds.All)
        {
            // Not validated by the client: this server is older than some of the fields.
            await KubectlAsync(["apply", "--validate=false", "-f", "-"], YamlText.Of(CrdGenerator.Generate(kind)));
            await KubectlAsync(["wait", "--for=condition=Established", "--timeout=30s", $"crd/{ResourceType.Of(kind).Plural}.hybridgroups.io"]);
        }

        await new ResourceClient<Namespace>(_server).CreateAsync(
            new Namespace { Metadata = new ObjectMeta { Name = Home, Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["home"] = Home } } }, "tests", CancellationToken.None);
        await StartWebhookAsync(_server);
    }

    public Task<ScriptResult> TryKubectlAsync(IEnumerable<string> arguments, string? input = null) => Script.TryRunAsync(
        "kubectl", ["--kubeconfig", Kubeconfig, "--namespace", Home, .. arguments], TimeSpan.FromSeconds(60), CancellationToken.None, environment: null, input);

    public async Task<string> KubectlAsync(IEnumerable<string> arguments, string? input = null)
    {
        var result = await TryKubectlAsync(arguments, input);
        return result.ExitCode == 0 ? result.Output : throw new InvalidOperationException(result.Errors + result.Output);
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.SendAsync<JsonElement>(HttpMethod.Delete, $"/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/{Home}", body: null, CancellationToken.None);
        await _stop.CancelAsync();
        await Task.WhenAll(_loops);
        await _webhook!.DisposeAsync();
        _server.Dispose();
        _stop.Dispose();
        await _surroundings!.DisposeAsync();
    }

    private async Task StartWebhookAsync(ApiServer server)
    {
        var (connectors, policies, rules, namespaces) = (Follow<SyncConnector>(server), Follow<GroupWritebackPolicy>(server), Follow<DynamicGroupRule>(server), Follow<Namespace>(server, null));
        var authority = new CertificateAuthority(
            new ResourceClient<Secret>(server), new CertificateOptions(new ObjectKey(Home, "webhook-ca"), ["127.0.0.1"]),
            new BundleInjector(new ResourceClient<ValidatingWebhookConfiguration>(server), Home).PublishAsync, TimeProvider.System, NullLogger<CertificateAuthority>.Instance);
        _webhook = new WebhookServer(
            new IPEndPoint(IPAddress.Loopback, 0), () => authority.Shown,
            AdmissionValidators.Create(RuleChecks.Language, connectors.Store, policies.Store, rules.Store, namespaces.Store), [], TimeProvider.System, NullLoggerFactory.Instance);
        await _webhook.StartAsync(CancellationToken.None);
        await new ResourceClient<ValidatingWebhookConfiguration>(server).ApplyAsync(new ObjectKey(Namespace: null, Home), Configuration(), "tests", CancellationToken.None);
        _loops.Add(authority.RunAsync(_stop.Token));
        await authority.Ready;
        var probe = InvalidManifest.Read("rule-with-blank-rule");
        var answer = string.Empty;
        foreach (var attempt in Enumerable.Range(0, 50))
        {
            // The API server needs a moment to see the configuration.
            answer = (await TryKubectlAsync(["apply", "--dry-run=server", "--validate=false", "-f", "-"], probe.Text)).Errors;
            if (answer.Contains("is empty", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None);
        }

        throw new TimeoutException($"The webhook is not asked. kubectl says: {answer}");
    }

    private Informer<T> Follow<T>(ApiServer server, string? scope = "")
        where T : KubernetesObject
    {
        var informer = new Informer<T>(
            new ResourceClient<T>(server), new ListScope(scope is null ? null : Home), TimeProvider.System, new Random(1), NullLoggerFactory.Instance, streamsLists: false);
        _loops.Add(informer.RunAsync(_stop.Token));
        return informer;
    }

    private JsonObject Configuration() => new()
    {
        ["webhooks"] = new JsonArray(new JsonObject
        {
            ["name"] = "all.hybridgroups.io",
            ["admissionReviewVersions"] = new JsonArray("v1"),
            ["sideEffects"] = "None",
            ["namespaceSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["home"] = Home } },
            ["clientConfig"] = new JsonObject { ["url"] = $"{_webhook!.Url.ToString().TrimEnd('/')}/validate" },
            ["rules"] = new JsonArray(new JsonObject
            {
                ["apiGroups"] = new JsonArray("hybridgroups.io"),
                ["apiVersions"] = new JsonArray("v1alpha1"),
                ["operations"] = new JsonArray("CREATE", "UPDATE"),
                ["resources"] = new JsonArray("*"),
            }),
        }),
    };
}
