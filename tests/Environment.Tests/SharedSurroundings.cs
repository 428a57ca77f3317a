using TestEnvironment;

[assembly: AssemblyFixture(typeof(Environment.Tests.SharedSurroundings))]

namespace Environment.Tests;

/// <summary>The instance that all tests of this program share.</summary>
public sealed class SharedSurroundings : IAsyncLifetime
{
    private Surroundings? _surroundings;

    public EnvironmentDescription Description => _surroundings!.Description;

    public KubernetesDescription Kubernetes => Description.Kubernetes!;

    public ActiveDirectoryDescription ActiveDirectory => Description.ActiveDirectory!;

    public GraphDescription Graph => Description.Graph!;

    public async ValueTask InitializeAsync() => _surroundings = await Surroundings.SharedAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_surroundings is not null)
        {
            await _surroundings.DisposeAsync();
        }
    }
}
