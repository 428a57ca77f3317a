using System.Collections.Concurrent;
using System.Diagnostics;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Running;

/// <summary>The operator as users run it: a process of its own.</summary>
internal sealed class OperatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(40);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();

    private OperatorProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? string.Empty);
        process.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? string.Empty);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public string Log => string.Join('\n', _log);

    public bool HasEnded => _process.HasExited;

    public static OperatorProcess Start(EnvironmentDescription surroundings, string @namespace, params string[] more) =>
        Start(surroundings, ["run", "--kubeconfig", surroundings.Kubernetes!.Kubeconfig, "--namespace", @namespace, "--log-level", "Debug", .. more]);

    /// <summary>With all its arguments and variables, as a Deployment gives them.</summary>
    public static OperatorProcess Start(EnvironmentDescription surroundings, IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        if (surroundings.Graph is { } graph)
        {
            start.Environment["SSL_CERT_FILE"] = graph.CertificateAuthority;
        }

        foreach (var (name, value) in variables) start.Environment[name] = value;
        return new OperatorProcess(Process.Start(start)!);
    }

    /// <summary>The program itself, built beside the tests.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "hybrid-groups.dll");

    /// <summary>Ends it as a power failure would.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Sends SIGTERM and waits; returns the exit code and how long it took.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> StopAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        await Script.RunAsync("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)], StopLimit, CancellationToken.None);
        using var limit = new CancellationTokenSource(StopLimit);
        await _process.WaitForExitAsync(limit.Token);
        return (_process.ExitCode, TimeProvider.System.GetElapsedTime(began));
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        return ValueTask.CompletedTask;
    }
}
