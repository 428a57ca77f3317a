namespace HybridGroups.GraphSimulator.Throttling;

/// <summary>A token bucket on the simulator's clock.</summary>
internal sealed class Bucket(double capacity, TimeSpan window, DateTimeOffset start)
{
    private double spent;
    private DateTimeOffset last = start;

    public double UsedShare => spent / capacity;

    public void Refill(DateTimeOffset now)
    {
        spent = Math.Max(0, spent - (capacity * ((now - last) / window)));
        last = now;
    }

    public bool TryTake(double cost)
    {
        if (spent + cost > capacity && spent > 0)
            return false;
        spent += cost;
        return true;
    }

    public TimeSpan UntilRoomFor(double cost) => window * (Math.Max(0, spent + cost - capacity) / capacity);
}
