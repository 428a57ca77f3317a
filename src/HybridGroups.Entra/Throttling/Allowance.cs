namespace HybridGroups.Entra.Throttling;

/// <summary>A quota that fills up again evenly over its window. Not thread safe.</summary>
internal sealed class Allowance(double capacity, TimeSpan window, DateTimeOffset start)
{
    private double spent;
    private DateTimeOffset last = start;

    /// <summary>How long until that much may be spent. What is larger than the whole quota waits for an empty one.</summary>
    public TimeSpan WaitFor(double cost, DateTimeOffset now)
    {
        spent = Math.Max(0, spent - (capacity * ((now - last) / window)));
        last = now;
        var excess = Math.Min(cost, capacity) + spent - capacity;
        return excess <= 0 ? TimeSpan.Zero : window * (excess / capacity);
    }

    public void Spend(double cost) => spent += cost;

    /// <summary>The service says that its own counter stands there: others are spending, too.</summary>
    public void RaiseTo(double share) => spent = Math.Max(spent, Math.Min(share, 1) * capacity);
}
