namespace HybridGroups.GraphSimulator.Hosting;

/// <summary>Real time, moved forward by whoever administers the simulator.</summary>
public sealed class SimulatorClock : TimeProvider
{
    private long offsetTicks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));

    public void Advance(TimeSpan by) => Interlocked.Add(ref offsetTicks, by.Ticks);
}
