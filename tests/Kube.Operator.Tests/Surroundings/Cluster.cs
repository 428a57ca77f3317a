using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using FaultProxy.Http;
using FaultProxy.Tcp;
using Kube.Client.Config;
using Kube.Client.Core;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Operator.Informers;
using Kube.Operator.Tests.Surroundings;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(Cluster))]

namespace Kube.Operator.Tests.Surroundings;

/// <summary>The real API server, with the kind for tests.</summary>
public sealed class Cluster : IAsyncLifetime
{
    private static readonly string Definition = """
        {"metadata": {"name": "widgets.conformance.kube.test"},
         "spec": {"group": "conformance.kube.test", "scope": "Namespaced",
          "names": {"kind": "Widget", "listKind": "WidgetList", "plural": "widgets", "singular": "widget"},
          "versions": [{"name": "v1", "served": true, "storage": true, "subresources": {"status": {}},
            "schema": {"openAPIV3Schema": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}}]}}
        """;

    private TestEnvironment.Surroundings? _surroundings;

    public ClusterAccess Access { get; private set; } = null!;

    public ApiServer Server { get; private set; } = null!;

    public string AdministratorToken { get; private set; } = string.Empty;

    internal ResourceClient<Widget> Widgets { get; private set; } = null!;

    public ResourceClient<Lease> Leases => new(Server);

    public async ValueTask InitializeAsync()
    {
        _surroundings = await TestEnvironment.Surroundings.SharedAsync(CancellationToken.None);
        var kubernetes = _surroundings.Description.Kubernetes!;
        Access = ClusterAccess.Discover(kubernetes.Kubeconfig, context: null);
        Server = new ApiServer(Access, TimeProvider.System);
        AdministratorToken = (await File.ReadAllLinesAsync(kubernetes.Tokens!, CancellationToken.None))[0].Split(',')[0];
        Widgets = new ResourceClient<Widget>(Server);
        await new ResourceClient<CustomResourceDefinition>(Server).ApplyAsync(
            new ObjectKey(Namespace: null, "widgets.conformance.kube.test"), JsonNode.Parse(Definition)!.AsObject(), "tests", CancellationToken.None);
        await Eventually.AsTrueAsync(
            async () =>
            {
                try
                {
                    await Widgets.ListAsync(new ListScope("default"), CancellationToken.None);
                    return true;
                }
                catch (Kube.Client.Errors.KubeApiException)
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(30));
    }

    /// <summary>A namespace of the test's own.</summary>
    public async Task<string> NamespaceAsync()
    {
        var name = $"test-{Guid.NewGuid():N}"[..20];
        await new ResourceClient<Namespace>(Server).CreateAsync(
            new Namespace { Metadata = new ObjectMeta { Name = name, Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["home"] = name } } }, "tests", TestContext.Current.CancellationToken);
        return name;
    }

    /// <summary>A proxy on the level of bytes; connections through it authenticate by certificate.</summary>
    internal TcpFaultProxy Tcp() => TcpFaultProxy.Start(Access.Server.Host, Access.Server.Port);

    internal ApiServer Through(TcpFaultProxy proxy, TimeSpan? limit = null, bool retries = true) =>
        new(Access.With(server: new Uri($"https://{proxy.EndPoint}")), TimeProvider.System, limit, retries);

    /// <summary>A proxy on the level of requests, which speaks plain HTTP to its clients.</summary>
    internal Task<HttpFaultProxy> HttpAsync() => HttpFaultProxy.StartAsync(Access.Server, Access.Authorities[0], certificate: null);

    internal ApiServer Through(Uri http) =>
        new(Access.With(server: http, credentials: Credentials.Of(AdministratorToken, certificate: null)), TimeProvider.System);

    internal static Informer<Widget> Informer(ApiServer server, string @namespace, bool streamsLists = false, TimeProvider? time = null, int pageSize = 500) => new(
        new ResourceClient<Widget>(server), new ListScope(@namespace) { PageSize = pageSize }, time ?? TimeProvider.System, new Random(1), NullLoggerFactory.Instance, streamsLists);

    public ValueTask DisposeAsync()
    {
        Server.Dispose();
        return _surroundings!.DisposeAsync();
    }
}
