using TestEnvironment;

[assembly: AssemblyFixture(typeof(HybridGroups.EndToEnd.Tests.SharedSurroundings))]

namespace HybridGroups.EndToEnd.Tests;

/// <summary>The instance that all tests of this program share.</summary>
public sealed class SharedSurroundings : IAsyncLifetime
{
    private Surroundings? _surroundings;

    public EnvironmentDescription Description => _surroundings!.Description;

    public async ValueTask InitializeAsync() => _surroundings = await Surroundings.SharedAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_surroundings is not null)
        {
            await _surroundings.DisposeAsync();
        }
    }
}
