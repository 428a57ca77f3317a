namespace Kube.Operator.Tests.Surroundings;

/// <summary>Time that moves only when a test moves it. Its wall clock can be stepped without time going by.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _passed;
    private TimeSpan _step;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public DateTimeOffset Began { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Began + _passed + _step;

    public override long GetTimestamp() => _passed.Ticks;

    public void StepClock(TimeSpan by) => _step += by;

    /// <summary>Lets time go by, timer after timer.</summary>
    public void Advance(TimeSpan by)
    {
        var until = _passed + by;
        while (true)
        {
            ManualTimer? next;
            lock (_lock)
            {
                next = _timers.Where(timer => timer.Due is { } due && due <= until).MinBy(timer => timer.Due);
                _passed = next?.Due is { } at && at > _passed ? at : next is null ? until : _passed;
            }

            if (next is null)
            {
                return;
            }

            next.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        lock (_lock)
        {
            _timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public TimeSpan? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                _period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time._passed + dueTime;
                return true;
            }
        }

        public void Fire()
        {
            lock (time._lock)
            {
                Due = _period == Timeout.InfiniteTimeSpan || _period == TimeSpan.Zero ? null : time._passed + _period;
            }

            callback(state);
        }

        public void Dispose() => Remove();

        public ValueTask DisposeAsync()
        {
            Remove();
            return ValueTask.CompletedTask;
        }

        private void Remove()
        {
            lock (time._lock)
            {
                Due = null;
                time._timers.Remove(this);
            }
        }
    }
}
