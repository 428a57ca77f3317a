using System.Security.Cryptography.X509Certificates;
using Kube.Client.Config;
using Kube.Client.Tests.Conformance;
using TestEnvironment;

[assembly: AssemblyFixture(typeof(ControlPlane))]

namespace Kube.Client.Tests.Conformance;

/// <summary>The real API server.</summary>
public sealed class ControlPlane : IAsyncLifetime
{
    private Surroundings? _surroundings;

    public ClusterAccess Access { get; private set; } = null!;

    public string Kubeconfig { get; private set; } = string.Empty;

    public string Token { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync()
    {
        _surroundings = await Surroundings.SharedAsync(CancellationToken.None);
        var kubernetes = _surroundings.Description.Kubernetes!;
        Kubeconfig = kubernetes.Kubeconfig;
        Access = ClusterAccess.Discover(Kubeconfig, context: null);
        Token = (await File.ReadAllLinesAsync(kubernetes.Tokens!, CancellationToken.None))[0].Split(',')[0];
    }

    public ValueTask DisposeAsync() => _surroundings!.DisposeAsync();
}
