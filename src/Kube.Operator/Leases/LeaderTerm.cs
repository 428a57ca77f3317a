namespace Kube.Operator.Leases;

/// <summary>
/// The time in which this process holds a lease. All work that others must not do at the same time takes its token, which is
/// cancelled before anybody else can hold the lease.
/// </summary>
public sealed class LeaderTerm : IDisposable
{
    private readonly CancellationTokenSource _over;
    private readonly TimeProvider _time;
    private readonly TimeSpan _deadline;
    private long _lastRenewal;

    internal LeaderTerm(int number, long renewedAt, TimeSpan deadline, TimeProvider time)
    {
        Number = number;
        _time = time;
        _deadline = deadline;
        _lastRenewal = renewedAt;
        _over = new CancellationTokenSource(Left(renewedAt), time);
    }

    /// <summary>Rises with every change of holder: writes can carry it.</summary>
    public int Number { get; }

    /// <summary>Cancelled when the term is over.</summary>
    public CancellationToken Token => _over.Token;

    /// <summary>Asked before each batch of writes: a process that was paused finds out here, before any timer fires.</summary>
    public bool IsValid => !_over.IsCancellationRequested && _time.GetElapsedTime(Volatile.Read(ref _lastRenewal)) < _deadline;

    /// <exception cref="OperationCanceledException">The term is over.</exception>
    public void ThrowIfOver()
    {
        if (!IsValid)
        {
            throw new OperationCanceledException("The lease was not renewed in time: somebody else may hold it.", _over.Token);
        }
    }

    public void Dispose() => _over.Dispose();

    internal void Renewed(long at)
    {
        Volatile.Write(ref _lastRenewal, at);
        _over.CancelAfter(Left(at));
    }

    /// <summary>The work is to end, though the lease is still held until it has.</summary>
    public void StopWork() => _over.Cancel();

    internal bool IsHeld => LeftToRenew > TimeSpan.Zero;

    internal TimeSpan LeftToRenew => Left(Volatile.Read(ref _lastRenewal));

    private TimeSpan Left(long since)
    {
        var left = _deadline - _time.GetElapsedTime(since);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
