namespace HybridGroups.EndToEnd.Tests.Engine;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("hybrid-groups-e2e-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
