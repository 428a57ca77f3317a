namespace HybridGroups.Controllers.Connectors;

/// <summary>Collects reasons to wake until somebody takes them.</summary>
internal sealed class WakeSignal(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);
    private readonly Lock gate = new();
    private WakeReasons reasons;
    private DateTimeOffset? raisedAt;
    private DateTimeOffset? takenRaisedAt;

    public void Raise(WakeReasons more)
    {
        lock (gate)
        {
            reasons |= more;
            raisedAt ??= time.GetUtcNow();
            if (raised.CurrentCount == 0) raised.Release();
        }
    }

    /// <summary>What was raised; None when nothing was for so long.</summary>
    public async Task<WakeReasons> WaitAsync(TimeSpan longest, CancellationToken cancellation)
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
            takenRaisedAt ??= raisedAt;
            raisedAt = null;
            if (raised.CurrentCount > 0) raised.Wait(0, CancellationToken.None);
            return taken;
        }
    }

    /// <summary>When the first of the reasons was raised that were taken since this was last asked; null when there were none.</summary>
    public DateTimeOffset? Since()
    {
        lock (gate)
        {
            var since = takenRaisedAt;
            takenRaisedAt = null;
            return since;
        }
    }

    public void Dispose() => raised.Dispose();
}
