using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Delta;

/// <summary>The changes in the order delta shows them: the primary log, except that some entries surface late.</summary>
internal sealed class DeltaFeed
{
    private readonly FaultInjector faults;
    private readonly TimeProvider clock;
    private readonly List<Change> visible = [];
    private readonly PriorityQueue<Change, (DateTimeOffset At, long Version)> late = new();

    public DeltaFeed(DirectoryStore store, FaultInjector faults, TimeProvider clock)
    {
        this.faults = faults;
        this.clock = clock;
        store.Committed.Add(Arrive);
    }

    public int Position => visible.Count;

    public Change this[int position] => visible[position];

    public void Release()
    {
        var now = clock.GetUtcNow();
        while (late.TryPeek(out var change, out var due) && due.At <= now)
        {
            late.Dequeue();
            visible.Add(change);
        }
    }

    private void Arrive(Change change)
    {
        if (faults.Strikes(faults.Settings.DeltaLateShare, "late", change.Version))
            late.Enqueue(change, (change.At + faults.Settings.DeltaLateBy, change.Version));
        else
            visible.Add(change);
    }
}
