using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace HybridGroups.Sync.Packing;

/// <summary>
/// The values of one object, as bytes: a million people of whom nobody asks anything cost what their letters take, and reading a
/// snapshot makes no texts. A value is made when it is asked for.
/// </summary>
internal sealed class PackedValues<T>(PackedShape shape, byte[] data, int start, int length) : IReadOnlyDictionary<string, T>
{
    public PackedShape Shape => shape;

    public ReadOnlySpan<byte> Data => data.AsSpan(start, length);

    public int Count => shape.Names.Count;

    public IEnumerable<string> Keys => shape.Names;

    public IEnumerable<T> Values => this.Select(entry => entry.Value);

    public T this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no value named {key}.");

    public bool ContainsKey(string key) => shape.IndexOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        var index = shape.IndexOf(key);
        value = default;
        if (index < 0) return false;
        var at = 0;
        for (; index > 0; index--) PackedCell.Skip(Data, ref at);
        value = (T)PackedCell.Read(Data, ref at, shape.Texts)!;
        return true;
    }

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator()
    {
        var at = 0;
        foreach (var name in shape.Names) yield return KeyValuePair.Create(name, (T)PackedCell.Read(Data, ref at, shape.Texts)!);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
