namespace HybridGroups.GraphSimulator.Tenant;

/// <summary>Immutable property values. A key that is there with null was cleared; one that is not there was never set.</summary>
internal sealed class PropertyBag
{
    public static readonly PropertyBag Empty = new([], []);

    // Seeded objects of one shape share the key array: at a million users that is what keeps them small.
    private readonly ushort[] keys;
    private readonly object?[] values;

    public PropertyBag(ushort[] sortedKeys, object?[] values)
    {
        keys = sortedKeys;
        this.values = values;
    }

    public bool Has(int index) => Array.BinarySearch(keys, (ushort)index) >= 0;

    public object? Get(int index)
    {
        var at = Array.BinarySearch(keys, (ushort)index);
        return at < 0 ? null : values[at];
    }

    public PropertyBag With(IReadOnlyDictionary<ushort, object?> changes)
    {
        var merged = new SortedDictionary<ushort, object?>();
        for (var i = 0; i < keys.Length; i++)
            merged[keys[i]] = values[i];
        foreach (var (key, value) in changes)
            merged[key] = value;
        return new PropertyBag([.. merged.Keys], [.. merged.Values]);
    }

    public static bool SameValue(object? left, object? right) => (left, right) switch
    {
        (string[] a, string[] b) => a.AsSpan().SequenceEqual(b),
        _ => Equals(left, right),
    };
}
