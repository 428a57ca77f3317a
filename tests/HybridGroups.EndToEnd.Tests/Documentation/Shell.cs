using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace HybridGroups.EndToEnd.Tests.Documentation;

/// <summary>A terminal: one bash that keeps its variables from command to command.</summary>
internal sealed class Shell : IAsyncDisposable
{
    private const char Mark = '\u001e';
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(100);

    // Commands come in on their own channel, so that a program that reads its input gets an empty one. $? is that of the command before.
    private const string Loop = """
        exec 3<&0 </dev/null 2>&1
        while IFS= read -r -d $'\x1e' command <&3; do
          eval "(exit ${status:-0})
        $command"
          status=$?
          printf '\x1e%s\x1e' "$status"
        done
        """;

    private readonly Process process;

    private Shell(Process process) => this.process = process;

    public static Shell Start(string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-c", Loop])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new Shell(Process.Start(start)!);
    }

    public async Task<(int ExitCode, string Output)> RunAsync(string command, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        await process.StandardInput.WriteAsync($"{command}{Mark}".AsMemory(), limit.Token);
        await process.StandardInput.FlushAsync(limit.Token);
        try
        {
            var output = await ReadToMarkAsync(limit.Token);
            return (int.Parse(await ReadToMarkAsync(limit.Token), CultureInfo.InvariantCulture), output);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"still running after {Limit.TotalSeconds:0} s: {command}", late);
        }
    }

    public ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> ReadToMarkAsync(CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var one = new char[1];
        while (await process.StandardOutput.ReadAsync(one, cancellation) > 0)
        {
            if (one[0] == Mark) return text.ToString();
            text.Append(one[0]);
        }

        throw new InvalidOperationException($"The shell has ended: {text}");
    }
}
