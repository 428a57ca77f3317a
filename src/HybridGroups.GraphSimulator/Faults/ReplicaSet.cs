using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Faults;

/// <summary>Read replicas that lag behind the primary, each by its own time, which changes every few seconds.</summary>
internal sealed class ReplicaSet(DirectoryStore store, FaultInjector faults, TimeProvider clock)
{
    private const long WindowSeconds = 5;
    private long reads;

    public StoreView Primary => new(store, store.Version);

    /// <summary>The view that one request gets: an application has no session consistency.</summary>
    public StoreView ForRead(GraphRequest request)
    {
        var settings = faults.Settings;
        var now = clock.GetUtcNow();
        if (request.IsEventual && settings.SecondaryIndexLag > TimeSpan.Zero)
            return new StoreView(store, store.VersionAt(now - settings.SecondaryIndexLag));
        return settings.ReplicaLag == TimeSpan.Zero ? Primary : new StoreView(store, store.VersionAt(now - LagOf(NextReplica(), now)));
    }

    /// <summary>References in a write are looked up on a replica, too: a fresh id may not be known there.</summary>
    public StoreView ForReferences(GraphRequest request) => ForRead(request);

    private int NextReplica() => faults.Pick(faults.Settings.Replicas, "replica", ++reads);

    private TimeSpan LagOf(int replica, DateTimeOffset now)
    {
        var window = now.ToUnixTimeSeconds() / WindowSeconds;
        if (faults.Strikes(faults.Settings.SpikeShare, "spike", replica, window))
            return faults.Settings.SpikeLag;
        return faults.Settings.ReplicaLag * (faults.Pick(1000, "lag", replica, window) / 1000.0);
    }
}
