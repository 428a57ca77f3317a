using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Client.Core;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Operator.Certificates;
using Kube.Operator.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Operator.Tests.Surroundings;

/// <summary>A kind of three versions on the real API server, converted by a webhook of ours; in a group of its own.</summary>
internal sealed class Gadgets : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ApiServer _server;
    private readonly WebhookServer _webhook;
    private readonly CertificateAuthority _authority;
    private readonly string _group = $"g{Guid.NewGuid().ToString("N")[..12]}.kube.test";
    private readonly string _home;
    private readonly Task _loop;
    private string _bundle = string.Empty;

    private Gadgets(ApiServer server, string home)
    {
        (_server, _home) = (server, home);
        _authority = new CertificateAuthority(
            new ResourceClient<Secret>(server), new CertificateOptions(new ObjectKey(home, "conversion-ca"), ["127.0.0.1"]),
            (bundle, _) =>
            {
                _bundle = bundle;
                return Task.CompletedTask;
            },
            TimeProvider.System, NullLogger<CertificateAuthority>.Instance);
        _webhook = new WebhookServer(new IPEndPoint(IPAddress.Loopback, 0), () => _authority.Shown, [], [new GadgetConverter()], TimeProvider.System, NullLoggerFactory.Instance);
        _loop = _authority.RunAsync(_stop.Token);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Gadgets> StartAsync(Cluster cluster)
    {
        var gadgets = new Gadgets(cluster.Server, await cluster.NamespaceAsync());
        await gadgets._webhook.StartAsync(Cancellation);
        await gadgets._authority.Ready;
        await cluster.Server.SendAsync<JsonElement>(
            HttpMethod.Post, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", RequestBody.Of(gadgets.Definition(), "application/json"), Cancellation);
        // As installed: without a bundle, which the operator puts in.
        await new ConversionBundleInjector(new ResourceClient<CustomResourceDefinition>(cluster.Server), [$"gadgets.{gadgets._group}", "nothing.kube.test"])
            .PublishAsync(gadgets._bundle, Cancellation);
        await Eventually.AsTrueAsync(gadgets.IsServedAsync, TimeSpan.FromSeconds(30));
        return gadgets;
    }

    public Task<JsonObject> CreateAsync(string version, string name, JsonObject spec) => SendAsync(
        HttpMethod.Post, version, string.Empty,
        new JsonObject { ["apiVersion"] = $"{_group}/{version}", ["kind"] = "Gadget", ["metadata"] = new JsonObject { ["name"] = name }, ["spec"] = spec });

    public Task<JsonObject> ReadAsync(string version, string name) => SendAsync(HttpMethod.Get, version, $"/{name}", body: null);

    public Task<JsonObject> ListAsync(string version) => SendAsync(HttpMethod.Get, version, string.Empty, body: null);

    public Task<JsonObject> MergeAsync(string version, string name, JsonObject change) => SendAsync(HttpMethod.Patch, version, $"/{name}", change, "application/merge-patch+json");

    public async ValueTask DisposeAsync()
    {
        await _server.SendAsync<JsonElement>(HttpMethod.Delete, $"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/gadgets.{_group}", body: null, CancellationToken.None);
        await _stop.CancelAsync();
        await _loop;
        await _webhook.DisposeAsync();
        _stop.Dispose();
    }

    private Task<JsonObject> SendAsync(HttpMethod method, string version, string rest, JsonObject? body, string mediaType = "application/json") => _server.SendAsync<JsonObject>(
        method, $"/apis/{_group}/{version}/namespaces/{_home}/gadgets{rest}", body is null ? null : RequestBody.Of(body, mediaType), Cancellation);

    private async Task<bool> IsServedAsync()
    {
        try
        {
            foreach (var version in new[] { "v1", "v2", "v3" })
            {
                await ListAsync(version);
            }

            return true;
        }
        catch (Kube.Client.Errors.KubeApiException)
        {
            return false;
        }
    }

    private JsonObject Definition() => new()
    {
        ["apiVersion"] = "apiextensions.k8s.io/v1",
        ["kind"] = "CustomResourceDefinition",
        ["metadata"] = new JsonObject { ["name"] = $"gadgets.{_group}" },
        ["spec"] = new JsonObject
        {
            ["group"] = _group,
            ["scope"] = "Namespaced",
            ["names"] = new JsonObject { ["kind"] = "Gadget", ["listKind"] = "GadgetList", ["plural"] = "gadgets", ["singular"] = "gadget" },
            ["versions"] = new JsonArray([.. new[] { "v1", "v2", "v3" }.Select(version => (JsonNode)new JsonObject
            {
                ["name"] = version, ["served"] = true, ["storage"] = version is "v1",
                ["schema"] = JsonNode.Parse("""{"openAPIV3Schema": {"type": "object", "properties": {"spec": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}}}"""),
            })]),
            ["conversion"] = new JsonObject
            {
                ["strategy"] = "Webhook",
                ["webhook"] = new JsonObject
                {
                    ["conversionReviewVersions"] = new JsonArray("v1"),
                    ["clientConfig"] = new JsonObject
                    {
                        ["url"] = $"{_webhook.Url.ToString().TrimEnd('/')}{WebhookServer.ConvertPath}",
                    },
                },
            },
        },
    };
}
