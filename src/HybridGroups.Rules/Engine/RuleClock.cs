namespace HybridGroups.Rules.Engine;

/// <summary>
/// Wakes an engine at the instants at which time alone changes a membership, and tells what changed. Between them it sleeps:
/// nothing is polled.
/// </summary>
public sealed class RuleClock : IDisposable
{
    // Timers take at most some weeks; a longer sleep is broken into several.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(20);

    private readonly RuleEngine engine;
    private readonly TimeProvider time;
    private readonly Action<IReadOnlyList<MembershipChange>> changed;
    private readonly ITimer timer;

    /// <param name="changed">Called on a thread of the timer, with at least one change.</param>
    public RuleClock(RuleEngine engine, TimeProvider time, Action<IReadOnlyList<MembershipChange>> changed)
    {
        this.engine = engine;
        this.time = time;
        this.changed = changed;
        timer = time.CreateTimer(_ => Wake(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Schedule();
    }

    /// <summary>To be called after rules or dates have changed: the next instant may be another one.</summary>
    public void Schedule()
    {
        if (engine.NextWake() is { } next)
        {
            var sleep = next - time.GetUtcNow();
            timer.Change(sleep < TimeSpan.Zero ? TimeSpan.Zero : sleep > LongestSleep ? LongestSleep : sleep, Timeout.InfiniteTimeSpan);
        }
        else
        {
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => timer.Dispose();

    private void Wake()
    {
        var changes = new List<MembershipChange>();
        engine.AdvanceTo(time.GetUtcNow(), changes);
        if (changes.Count > 0)
        {
            changed(changes);
        }

        Schedule();
    }
}
