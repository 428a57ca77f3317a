using System.Numerics;
using System.Runtime.CompilerServices;

namespace HybridGroups.Rules.Engine;

/// <summary>
/// Set operations within one chunk, on scratch memory of the caller. Compiled with full optimisation at once: a first
/// evaluation is over before the runtime would have noticed which loops are worth it.
/// </summary>
internal static class ChunkMath
{
    // A shorter list is searched nearly as fast as bits are looked up, and takes much less room.
    private const int FewInList = 512;

    public static RowChunk? ToChunk(ReadOnlySpan<ulong> words)
    {
        var count = Count(words);
        if (count == 0)
        {
            return null;
        }

        if (count > RowChunk.MostInList)
        {
            return new RowChunk(words.ToArray(), count);
        }

        var list = new ushort[count];
        Extract(words, list);
        return new RowChunk(list);
    }

    /// <summary>For a set that many rules will look rows up in: as bits, and as a list too where that is short.</summary>
    public static RowChunk? ToSharedChunk(ReadOnlySpan<ulong> words)
    {
        var chunk = ToChunk(words);
        return chunk is { List: { Length: > FewInList } list, Bits: null } ? new RowChunk(list, words.ToArray()) : chunk;
    }

    /// <summary>The same from rows in ascending order, all of one chunk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RowChunk ToSharedChunk(ReadOnlySpan<int> rows)
    {
        ushort[]? list = null;
        if (rows.Length <= RowChunk.MostInList)
        {
            list = new ushort[rows.Length];
            for (var i = 0; i < rows.Length; i++)
            {
                list[i] = (ushort)rows[i];
            }

            if (rows.Length <= FewInList)
            {
                return new RowChunk(list);
            }
        }

        var words = new ulong[RowChunk.Words];
        foreach (var row in rows)
        {
            words[(row & 0xFFFF) >> 6] |= 1UL << (row & 63);
        }

        return list is null ? new RowChunk(words, rows.Length) : new RowChunk(list, words);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Extract(ReadOnlySpan<ulong> words, Span<ushort> list)
    {
        var n = 0;
        for (var word = 0; word < words.Length; word++)
        {
            for (var left = words[word]; left != 0; left &= left - 1)
            {
                list[n++] = (ushort)((word << 6) + BitOperations.TrailingZeroCount(left));
            }
        }

        return n;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Count(ReadOnlySpan<ulong> words)
    {
        var count = 0;
        foreach (var word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>Keeps in the words what is in the chunk too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void And(Span<ulong> words, RowChunk chunk)
    {
        if (chunk.Bits is { } bits)
        {
            var at = 0;
            for (; at <= words.Length - Vector<ulong>.Count; at += Vector<ulong>.Count)
            {
                (new Vector<ulong>(words[at..]) & new Vector<ulong>(bits, at)).CopyTo(words[at..]);
            }

            return;
        }

        Span<ulong> kept = stackalloc ulong[RowChunk.Words];
        kept.Clear();
        foreach (var row in chunk.List!)
        {
            kept[row >> 6] |= words[row >> 6] & (1UL << (row & 63));
        }

        kept.CopyTo(words);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AndNot(Span<ulong> words, RowChunk chunk)
    {
        if (chunk.Bits is { } bits)
        {
            for (var at = 0; at <= words.Length - Vector<ulong>.Count; at += Vector<ulong>.Count)
            {
                Vector.AndNot(new Vector<ulong>(words[at..]), new Vector<ulong>(bits, at)).CopyTo(words[at..]);
            }

            return;
        }

        foreach (var row in chunk.List!)
        {
            words[row >> 6] &= ~(1UL << (row & 63));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Or(Span<ulong> words, RowChunk chunk)
    {
        if (chunk.Bits is { } bits)
        {
            for (var at = 0; at <= words.Length - Vector<ulong>.Count; at += Vector<ulong>.Count)
            {
                (new Vector<ulong>(words[at..]) | new Vector<ulong>(bits, at)).CopyTo(words[at..]);
            }

            return;
        }

        foreach (var row in chunk.List!)
        {
            words[row >> 6] |= 1UL << (row & 63);
        }
    }

    /// <summary>Keeps in the list what is (or, negated, is not) in the chunk; null stands for an empty one. The new length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Filter(Span<ushort> list, RowChunk? chunk, bool negated)
    {
        if (chunk is null)
        {
            return negated ? list.Length : 0;
        }

        var n = 0;
        if (chunk.Bits is { } bits)
        {
            foreach (var row in list)
            {
                list[n] = row;
                n += ((bits[row >> 6] >> (row & 63) & 1) != 0) != negated ? 1 : 0;
            }

            return n;
        }

        var other = chunk.List.AsSpan();
        if (list.Length * 16 < other.Length)
        {
            foreach (var row in list)
            {
                list[n] = row;
                n += (other.BinarySearch(row) >= 0) != negated ? 1 : 0;
            }

            return n;
        }

        var at = 0;
        foreach (var row in list)
        {
            while (at < other.Length && other[at] < row)
            {
                at++;
            }

            list[n] = row;
            n += (at < other.Length && other[at] == row) != negated ? 1 : 0;
        }

        return n;
    }
}
