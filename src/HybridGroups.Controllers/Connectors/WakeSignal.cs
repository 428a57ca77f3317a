namespace HybridGroups.Controllers.Connectors;

/// <summary>Collects reasons to wake until somebody takes them.</summary>
internal sealed class WakeSignal : IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);
    private readonly Lock gate = new();
    private WakeReasons reasons;

    public void Raise(WakeReasons more)
    {
        lock (gate)
        {
            reasons |= more;
            if (raised.CurrentCount == 0) raised.Release();
        }
    }

    /// <summary>What was raised; None when nothing was for so long.</summary>
    public async Task<WakeReasons> WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellation)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var limit = new CancellationTokenSource(longest, time);
        await using var registration = limit.Token.Register(waiting.Cancel);
        try
        {
            await raised.WaitAsync(waiting.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return WakeReasons.None;
        }

        return Take();
    }

    public WakeReasons Take()
    {
        lock (gate)
        {
            var taken = reasons;
            reasons = WakeReasons.None;
            if (raised.CurrentCount > 0) raised.Wait(0, CancellationToken.None);
            return taken;
        }
    }

    public void Dispose() => raised.Dispose();
}
