using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Deployment;

/// <summary>An API server for these tests alone: a webhook for the whole cluster would be asked about the objects of all others.</summary>
public sealed class OwnControlPlane : IAsyncLifetime
{
    private Surroundings? _surroundings;

    public EnvironmentDescription Description => _surroundings!.Description;

    public async ValueTask InitializeAsync() => _surroundings = await Surroundings.UpAsync("e2e-deployment", "control-plane", CancellationToken.None);

    public ValueTask DisposeAsync() => _surroundings!.DisposeAsync();
}
