using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace HybridGroups.Sync.Model;

/// <summary>A small dictionary whose names are shared with all objects that have the same ones.</summary>
public sealed class CompactDictionary<T> : IReadOnlyDictionary<string, T>
{
    private readonly string[] names;
    private readonly T[] values;
    private readonly StringComparison comparison;

    public CompactDictionary(IReadOnlyDictionary<string, T> source, TextPool pool, Func<T, T> share, StringComparison comparison)
    {
        names = pool.ShareNames([.. source.Keys.Order(StringComparer.Ordinal)]);
        values = [.. names.Select(name => share(source[name]))];
        this.comparison = comparison;
    }

    /// <summary>Of names in their order, which are shared, and the values that belong to them.</summary>
    internal CompactDictionary(string[] names, T[] values, StringComparison comparison) => (this.names, this.values, this.comparison) = (names, values, comparison);

    internal string[] Names => names;

    internal IReadOnlyList<T> Cells => values;

    public int Count => names.Length;

    public IEnumerable<string> Keys => names;

    public IEnumerable<T> Values => values;

    public T this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no value named {key}.");

    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        var index = IndexOf(key);
        value = index < 0 ? default : values[index];
        return index >= 0;
    }

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() =>
        names.Select((name, index) => KeyValuePair.Create(name, values[index])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string key)
    {
        for (var index = 0; index < names.Length; index++)
        {
            if (names[index].Equals(key, comparison)) return index;
        }

        return -1;
    }
}
