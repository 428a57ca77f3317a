namespace HybridGroups.Entra.Throttling;

/// <summary>
/// Every request passes here before it is sent. It waits while its lane (reads or writes) has been told to wait, and while the
/// quota would not carry it. Nothing is ever sent before its time.
/// </summary>
internal sealed class ThrottleGate(TimeProvider clock, double unitsPerTenSeconds, double writesPer150Seconds)
{
    // Clocks disagree a little, and a date has no fractions: better a moment late than early.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(1100);

    private readonly Lock gate = new();
    private readonly Allowance units = new(unitsPerTenSeconds, TimeSpan.FromSeconds(10), clock.GetUtcNow());
    private readonly Allowance writes = new(writesPer150Seconds, TimeSpan.FromSeconds(150), clock.GetUtcNow());
    private DateTimeOffset readsFrom;
    private DateTimeOffset writesFrom;

    public TimeSpan Waited { get; private set; }

    public async Task EnterAsync(RequestCost cost, bool isWrite, CancellationToken cancellation)
    {
        while (true)
        {
            TimeSpan wait;
            lock (gate)
            {
                var now = clock.GetUtcNow();
                wait = (isWrite ? writesFrom : readsFrom) - now;
                wait = Longest(wait, units.WaitFor(cost.ResourceUnits, now), cost.Writes > 0 ? writes.WaitFor(cost.Writes, now) : TimeSpan.Zero);
                if (wait <= TimeSpan.Zero)
                {
                    units.Spend(cost.ResourceUnits);
                    writes.Spend(cost.Writes);
                    return;
                }

                // A delay of less than a millisecond would be none, and this a loop that burns a processor.
                wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
                Waited += wait;
            }

            await Task.Delay(wait, clock, cancellation);
        }
    }

    /// <summary>Told to wait. The scope header says whether that concerns reads, writes or both.</summary>
    public void Pause(TimeSpan wait, string? scope, bool wasWrite)
    {
        var access = scope?.Split('/') is { Length: > 1 } parts ? parts[1] : wasWrite ? "Write" : "Read";
        lock (gate)
        {
            var until = clock.GetUtcNow() + wait + Margin;
            // Whatever the scope says, the call that was refused waits.
            if ((access is "Read" or "ReadWrite" || !wasWrite) && until > readsFrom)
                readsFrom = until;
            if ((access is "Write" or "ReadWrite" || wasWrite) && until > writesFrom)
                writesFrom = until;
        }
    }

    /// <summary>The service warns from 0.8 of its limit on.</summary>
    public void Warn(double usedShare, bool wasWrite)
    {
        lock (gate)
            (wasWrite ? writes : units).RaiseTo(usedShare);
    }

    private static TimeSpan Longest(TimeSpan first, TimeSpan second, TimeSpan third) =>
        TimeSpan.FromTicks(Math.Max(first.Ticks, Math.Max(second.Ticks, third.Ticks)));
}
