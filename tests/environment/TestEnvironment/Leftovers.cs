using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TestEnvironment;

/// <summary>
/// What this process holds: sockets, threads, timers, and objects that something pending still refers to. A task that waits for
/// ever is rooted by the socket or timer that it waits for, so it shows in what it refers to.
/// </summary>
public sealed class Leftovers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Threads of the pool, of the collector and of Kerberos come and go by themselves.
    private const int ThreadTolerance = 3;

    private readonly List<WeakReference> watched = [];
    private readonly int sockets = Sockets();
    private readonly int threads = Threads();
    private readonly long timers = Timer.ActiveCount;

    /// <summary>To be gone at the end.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public T Watch<T>(T something)
        where T : class
    {
        watched.Add(new WeakReference(something));
        return something;
    }

    /// <summary>Empty when nothing is left; else what is. Waits for what only needs a moment.</summary>
    public async Task<string> DescribeAsync(CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var left = Count();
            if (left.Length == 0 || TimeProvider.System.GetElapsedTime(start) > Patience) return left;
            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
    }

    private static int Sockets() =>
        Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(entry => File.ResolveLinkTarget(entry, returnFinalTarget: false)?.Name.StartsWith("socket:", StringComparison.Ordinal) == true);

    private static int Threads()
    {
        using var process = Process.GetCurrentProcess();
        // Those of the pool are not ours.
        return process.Threads.Count - ThreadPool.ThreadCount;
    }

    private string Count()
    {
#pragma warning disable RS0030 // What is not collected yet would count as kept.
        GC.Collect();
#pragma warning restore RS0030
        GC.WaitForPendingFinalizers();
        var left = new List<string>();
        if (Sockets() is var now && now > sockets) left.Add($"{now - sockets} sockets");
        if (Threads() is var running && running > threads + ThreadTolerance) left.Add($"{running - threads} threads");
        if (Timer.ActiveCount is var active && active > timers) left.Add($"{active - timers} timers");
        if (watched.Count(one => one.IsAlive) is var alive and > 0) left.Add($"{alive} of {watched.Count} objects");
        return string.Join(", ", left);
    }
}
