using Monitoring.Tests;
using TestEnvironment;

[assembly: AssemblyFixture(typeof(PrometheusTools))]

namespace Monitoring.Tests;

/// <summary>Prometheus' own checker, installed when it is not there.</summary>
public sealed class PrometheusTools : IAsyncLifetime
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public async ValueTask InitializeAsync() =>
        await Script.RunAsync(Repository.PathOf("tests", "environment", "install-prometheus"), [], InstallLimit, CancellationToken.None);

    public Task<ScriptResult> CheckAsync(params string[] arguments) => Script.TryRunAsync("promtool", arguments, Limit, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
