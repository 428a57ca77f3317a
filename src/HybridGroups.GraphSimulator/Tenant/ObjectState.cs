namespace HybridGroups.GraphSimulator.Tenant;

/// <summary>One version of an object. Lagging replicas walk back to the version they have seen.</summary>
internal sealed class ObjectState(long version, Lifecycle lifecycle, PropertyBag properties, DateTimeOffset at)
{
    public long Version { get; } = version;

    public Lifecycle Lifecycle { get; } = lifecycle;

    public PropertyBag Properties { get; } = properties;

    public DateTimeOffset At { get; } = at;

    public ObjectState? Previous { get; set; }

    public bool IsLive => Lifecycle == Lifecycle.Live;
}
