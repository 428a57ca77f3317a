using System.Text.Json.Nodes;
using HybridGroups.Definitions.Tests;
using Kube.Client.Config;
using Kube.Client.Errors;
using Kube.Client.Http;
using Kube.Client.Manifests;
using TestEnvironment;

[assembly: AssemblyFixture(typeof(CurrentServer))]

namespace HybridGroups.Definitions.Tests;

/// <summary>A server of custom resources that knows CEL, with the definitions on it.</summary>
public sealed class CurrentServer : IAsyncLifetime
{
    private const string Variable = "HYBRIDGROUPS_TEST_CRD_KUBECONFIG";
    private static readonly TimeSpan Established = TimeSpan.FromSeconds(30);

    private readonly List<string> _refusals = [];
    private ApiServer? _server;

    /// <summary>The definitions as committed.</summary>
    public IReadOnlyList<JsonObject> Definitions { get; } =
        [.. Directory.EnumerateFiles(Repository.PathOf("crds"), "*.yaml").Order(StringComparer.Ordinal).SelectMany(file => YamlManifests.Read(File.ReadAllText(file)))];

    /// <summary>What the server did not like about the definitions.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The connection; the test is skipped where there is none.</summary>
    public ApiServer Connection
    {
        get
        {
            Assert.SkipWhen(_server is null, $"needs a server that knows CEL, named by the kubeconfig file in {Variable}: run make verify-crds");
            return _server;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } kubeconfig)
        {
            return;
        }

        _server = new ApiServer(ClusterAccess.Discover(kubeconfig, context: null), TimeProvider.System);
        foreach (var definition in Definitions)
        {
            try
            {
                await SendAsync(HttpMethod.Post, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions?fieldValidation=Strict", definition);
                await EstablishedAsync((string)definition["metadata"]!["name"]!);
            }
            catch (KubeApiException refused)
            {
                _refusals.Add(refused.Message);
            }
        }
    }

    /// <summary>Fails when a definition is not there: nothing else means anything then.</summary>
    public void HasTheDefinitions()
    {
        _ = Connection;
        Refusals.ShouldBeEmpty();
    }

    /// <summary>The object as the server would store it, with its defaults.</summary>
    public Task<JsonObject> TryAsync(JsonObject manifest) => SendAsync(HttpMethod.Post, $"{Collection(manifest)}?dryRun=All&fieldValidation=Strict", manifest);

    public Task<JsonObject> CreateAsync(JsonObject manifest) => SendAsync(HttpMethod.Post, $"{Collection(manifest)}?fieldValidation=Strict", manifest);

    /// <summary>Puts a manifest in place of what was read.</summary>
    public Task<JsonObject> ReplaceAsync(JsonObject read, JsonObject manifest)
    {
        var next = (JsonObject)manifest.DeepClone();
        next["metadata"]!["resourceVersion"] = read["metadata"]!["resourceVersion"]!.DeepClone();
        return SendAsync(HttpMethod.Put, $"{Collection(manifest)}/{(string)manifest["metadata"]!["name"]!}?fieldValidation=Strict", next);
    }

    public ValueTask DisposeAsync()
    {
        _server?.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Collection(JsonObject manifest)
    {
        var names = Definitions.Select(definition => definition["spec"]!["names"]!).Single(names => JsonNode.DeepEquals(names["kind"], manifest["kind"]));
        return $"/apis/{(string)manifest["apiVersion"]!}/namespaces/{(string?)manifest["metadata"]!["namespace"] ?? "default"}/{(string)names["plural"]!}";
    }

    private Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject body) =>
        Connection.SendAsync<JsonObject>(method, path, RequestBody.Of(body, "application/json"), Cancellation);

    private async Task EstablishedAsync(string name)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var definition = await Connection.SendAsync<JsonObject>(HttpMethod.Get, $"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/{name}", body: null, Cancellation);
            var conditions = (definition["status"]?["conditions"] as JsonArray ?? []).ToDictionary(condition => (string)condition!["type"]!, condition => (string)condition!["status"]!, StringComparer.Ordinal);
            if (conditions.GetValueOrDefault("Established") is "True" && conditions.GetValueOrDefault("NonStructuralSchema") is not "True")
            {
                // Established a moment before it is served.
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancellation);
                return;
            }

            if (TimeProvider.System.GetElapsedTime(began) > Established)
            {
                _refusals.Add($"{name} is not established after {Established.TotalSeconds:0} s: {definition["status"]?.ToJsonString()}");
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancellation);
        }
    }
}
