using System.Collections;
using System.Collections.Immutable;

namespace HybridGroups.Rules.Values;

/// <summary>An immutable list that equals another when their elements do, as records need it of their parts.</summary>
public sealed class Sequence<T>(ImmutableArray<T> items) : IReadOnlyList<T>, IEquatable<Sequence<T>>
{
    public Sequence(IEnumerable<T> items)
        : this([.. items])
    {
    }

    public int Count => items.Length;

    public T this[int index] => items[index];

    public bool Equals(Sequence<T>? other) => other is not null && items.SequenceEqual(other.AsImmutable());

    public override bool Equals(object? obj) => Equals(obj as Sequence<T>);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public ImmutableArray<T> AsImmutable() => items;

    public ImmutableArray<T>.Enumerator GetEnumerator() => items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)items).GetEnumerator();

    public override string ToString() => $"[{string.Join(", ", items)}]";
}
