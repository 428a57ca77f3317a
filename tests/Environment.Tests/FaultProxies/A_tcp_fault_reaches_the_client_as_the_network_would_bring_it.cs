using System.Net.Security;
using System.Net.Sockets;
using FaultProxy;
using FaultProxy.Tcp;
using Kube.Client.Core;
using Kube.Client.Errors;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Client.Resources;

namespace Environment.Tests.FaultProxies;

public sealed class A_tcp_fault_reaches_the_client_as_the_network_would_bring_it(SharedSurroundings surroundings)
{
    private static readonly ObjectKey NoSuchObject = new("default", "no-such-object");

    private CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pass_changes_nothing()
    {
        await using var proxy = Start();
        using var server = Connect(proxy);

        (await Ask(server)).ShouldBeNull();
        proxy.AcceptedConnections.ShouldBe(1);
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_refuses_and_serves_again_afterwards()
    {
        await using var proxy = Start();
        using var server = Connect(proxy);

        await proxy.StopListeningAsync();
        var error = await Should.ThrowAsync<KubeApiException>(() => Ask(server));
        proxy.ListenAgain();

        error.IsUnreachable.ShouldBeTrue();
        error.Message.ShouldContain("Connection refused");
        (await Ask(server)).ShouldBeNull();
    }

    [Theory]
    [InlineData("""[{"fault": "refuse"}, {"fault": "pass"}]""")]
    [InlineData("""[{"fault": "cut", "afterBytes": 100}, {"fault": "pass"}]""")]
    [InlineData("""[{"fault": "reset", "afterBytes": 500}, {"fault": "pass"}]""")]
    public async Task A_scripted_fault_strikes_its_connection_and_not_the_next(string script)
    {
        await using var proxy = Start();
        using var server = Connect(proxy);
        var faults = FaultScript.Parse(script);
        proxy.Next([.. faults.SkipLast(1)]);
        proxy.Always = faults[^1];

        (await Should.ThrowAsync<KubeApiException>(() => Ask(server))).IsUnreachable.ShouldBeTrue();
        (await Ask(server)).ShouldBeNull();
    }

    [Fact]
    public async Task A_stalled_connection_stays_open_and_silent()
    {
        await using var proxy = Start();
        proxy.Next(new TcpFault.Stall(AfterBytes: 0));
        using var client = new TcpClient();
        await client.ConnectAsync(proxy.EndPoint, Cancellation);
        await using var tls = new SslStream(client.GetStream());

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Should.ThrowAsync<OperationCanceledException>(
            () => tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "127.0.0.1" }, patience.Token));

        proxy.OpenConnections.ShouldBe(1);
    }

    [Fact]
    public async Task An_open_connection_can_be_struck_at_any_time()
    {
        await using var proxy = Start();
        using var server = Connect(proxy);
        await Ask(server);
        using var watch = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        var watching = Task.Run(
            async () =>
            {
                await foreach (var _ in new ResourceClient<ConfigMap>(server).WatchAsync(new ListScope("default"), "0", TimeSpan.FromMinutes(5), sendInitialEvents: false, watch.Token))
                {
                    proxy.StrikeOpenConnections(new TcpFault.Reset(AfterBytes: 0));
                }
            },
            Cancellation);

        // Written past the proxy: the reset strikes every request that shares the watch's connection.
        using var direct = ApiServerAccess.Connect(ApiServerAccess.Through(surroundings.Kubernetes.Url!, surroundings.Kubernetes));
        await CreateConfigMap(direct, "struck");
        await Should.ThrowAsync<Exception>(() => watching.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
        watch.IsCancellationRequested.ShouldBeFalse("the reset must end the watch, not our patience");
    }

    [Theory]
    [InlineData("[]", "no entry")]
    [InlineData("""[{"fault": "explode"}]""", "Entry 1 of the fault script names 'explode'")]
    [InlineData("""[{"fault": "cut", "after": 3}]""", "after")]
    [InlineData("nonsense", "not valid")]
    public void A_script_that_is_wrong_says_where(string script, string part) =>
        Should.Throw<FormatException>(() => FaultScript.Parse(script)).Message.ShouldContain(part);

    private TcpFaultProxy Start()
    {
        Assert.SkipWhen(surroundings.Kubernetes.Own, "a cluster of your own has no token accounts, and a certificate does not get through a proxy's name");
        return TcpFaultProxy.Start(surroundings.Kubernetes.Url!.Host, surroundings.Kubernetes.Url.Port);
    }

    private ApiServer Connect(TcpFaultProxy proxy) =>
        ApiServerAccess.Connect(ApiServerAccess.Through(new Uri($"https://{proxy.EndPoint}"), surroundings.Kubernetes));

    private Task<ConfigMap?> Ask(ApiServer server) => new ResourceClient<ConfigMap>(server).FindAsync(NoSuchObject, Cancellation);

    private async Task CreateConfigMap(ApiServer server, string name)
    {
        var body = RequestBody.Json(new { apiVersion = "v1", kind = "ConfigMap", metadata = new { generateName = $"{name}-" } });
        await server.SendAsync<ConfigMap>(HttpMethod.Post, "/api/v1/namespaces/default/configmaps", body, Cancellation);
    }
}
