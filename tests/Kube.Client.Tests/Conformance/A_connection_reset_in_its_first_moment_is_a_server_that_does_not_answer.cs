using FaultProxy.Tcp;
using Kube.Client.Errors;
using Kube.Client.Http;

namespace Kube.Client.Tests.Conformance;

/// <summary>Where the platform throws what it likes: nothing above the client knows a SocketException.</summary>
public sealed class A_connection_reset_in_its_first_moment_is_a_server_that_does_not_answer(ControlPlane cluster)
{
    // It takes a reset between two calls of the platform's own to see it, once in some hundred connections.
    private const int Connections = 2000;

    [Fact]
    public async Task Whenever_exactly_it_comes()
    {
        await using var proxy = TcpFaultProxy.Start(cluster.Access.Server.Host, cluster.Access.Server.Port);
        proxy.Always = new TcpFault.Refuse();
        using var server = new ApiServer(cluster.Access.With(server: new Uri($"https://{proxy.EndPoint}")), TimeProvider.System, retries: false);

        await Parallel.ForAsync(0, Connections, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (_, cancellation) =>
            (await Should.ThrowAsync<KubeApiException>(() => server.OpenAsync(HttpMethod.Get, "/version", body: null, cancellation)))
                .IsUnreachable.ShouldBeTrue());

        proxy.AcceptedConnections.ShouldBeGreaterThan(0);
    }
}
