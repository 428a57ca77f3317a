namespace HybridGroups.Entra.Tests.Surroundings;

/// <summary>
/// A clock that stands still while anybody works, and jumps to the end of the next wait when all that is left is waiting.
/// Hours of back-off pass in milliseconds, and no deadline passes for want of a processor.
/// </summary>
internal sealed class JumpingClock : TimeProvider, IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private readonly CancellationTokenSource stopping = new();
    private DateTimeOffset now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private Task pump = Task.CompletedTask;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Alarm(this, callback, state, dueTime);

    /// <summary>Starts to jump whenever nothing but waits is going on.</summary>
    public void Run(Func<bool> onlyWaitsAreLeft) => pump = PumpAsync(onlyWaitsAreLeft);

    public void Advance(TimeSpan by) => MoveTo(GetUtcNow() + by);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await pump;
        stopping.Dispose();
    }

    private async Task PumpAsync(Func<bool> onlyWaitsAreLeft)
    {
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), System, CancellationToken.None);
            DateTimeOffset? next;
            lock (gate)
                next = alarms.Where(alarm => !alarm.IsDeadline && alarm.Due is not null).Min(alarm => alarm.Due);
            if (next is { } due && onlyWaitsAreLeft())
                MoveTo(due);
        }
    }

    private void MoveTo(DateTimeOffset time)
    {
        List<Alarm> ringing;
        lock (gate)
        {
            if (time > now)
                now = time;
            ringing = [.. alarms.Where(alarm => alarm.Due <= now)];
            foreach (var alarm in ringing)
                alarm.Due = null;
        }

        foreach (var alarm in ringing)
            alarm.Ring();
    }

    private sealed class Alarm : ITimer
    {
        private readonly JumpingClock clock;
        private readonly TimerCallback callback;
        private readonly object? state;

        public Alarm(JumpingClock clock, TimerCallback callback, object? state, TimeSpan dueTime)
        {
            this.clock = clock;
            this.callback = callback;
            this.state = state;
            // A deadline is not a wait: the clock runs past it only for some other reason.
            IsDeadline = state is CancellationTokenSource;
            lock (clock.gate)
                clock.alarms.Add(this);
            Change(dueTime, Timeout.InfiniteTimeSpan);
        }

        public bool IsDeadline { get; }

        public DateTimeOffset? Due { get; set; }

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
            return true;
        }

        public void Dispose() => Forget();

        public ValueTask DisposeAsync()
        {
            Forget();
            return ValueTask.CompletedTask;
        }

        private void Forget()
        {
            lock (clock.gate)
                clock.alarms.Remove(this);
        }
    }
}
