using System.Diagnostics;
using System.Text;

namespace TestEnvironment;

/// <summary>Runs a program and collects what it prints. Never longer than its limit.</summary>
public static class Script
{
    /// <summary>Runs a program in the checkout's root; throws with its output when it fails.</summary>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, TimeSpan limit, CancellationToken cancellation,
        IReadOnlyDictionary<string, string?>? environment = null, string? input = null)
    {
        var result = await TryRunAsync(program, arguments, limit, cancellation, environment, input);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} failed with exit code {result.ExitCode}:\n{result.Errors}{result.Output}");
    }

    /// <summary>Runs a program in the checkout's root, whatever its exit code.</summary>
    public static async Task<ScriptResult> TryRunAsync(
        string program, IEnumerable<string> arguments, TimeSpan limit, CancellationToken cancellation,
        IReadOnlyDictionary<string, string?>? environment = null, string? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), deadline.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(deadline.Token);
            return new ScriptResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} was still running after {limit.TotalSeconds:0} s and was ended.", late);
        }
    }
}
