namespace Kube.Operator.Tests.Surroundings;

/// <summary>Time that goes by faster than it does: hours of waiting in seconds.</summary>
internal sealed class FastTime(double factor) : TimeProvider
{
    private readonly long _began = System.GetTimestamp();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow();

    public override long GetTimestamp() => (long)(System.GetElapsedTime(_began).Ticks * factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Scaled(dueTime), Scaled(period));

    private TimeSpan Scaled(TimeSpan time) => time <= TimeSpan.Zero ? time : time / factor < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : time / factor;
}
