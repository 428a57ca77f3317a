using System.Runtime.CompilerServices;

namespace HybridGroups.Rules.Engine;

/// <summary>Makes row sets out of predicates. One builder is used by one thread at a time.</summary>
internal sealed class RowSetBuilder(int rows)
{
    private readonly ulong[] bits = new ulong[((rows + RowChunk.Rows - 1) / RowChunk.Rows) * RowChunk.Words];

    public RowSet OfRows(Func<int, bool> contains)
    {
        for (var row = 0; row < rows; row++)
        {
            if (contains(row))
            {
                Set(row);
            }
        }

        return Take(shared: false);
    }

    /// <param name="alive">The rows that objects have; a predicate that is true of absent values would take in the others.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RowSet OfPredicate(Predicate predicate, Postings postings, RowSet alive)
    {
        var truth = predicate.True;
        if (truth is { IsList: true, Count: 1 } && !truth.Contains(0))
        {
            return OfSorted(postings.Rows(truth.List[0]));
        }

        if (truth.IsList)
        {
            foreach (var code in truth.List)
            {
                SetAll(postings.Rows(code));
            }
        }
        else
        {
            var codes = predicate.Column.Codes;
            for (var row = 0; row < rows; row++)
            {
                if (truth.Contains(codes[row]))
                {
                    Set(row);
                }
            }
        }

        if (truth.Contains(0))
        {
            Keep(alive);
        }

        return Take(shared: true);
    }

    // Most predicates are true of one value, whose rows are in order already: no bits are needed on the way.
    private RowSet OfSorted(ReadOnlySpan<int> sorted)
    {
        var chunks = new RowChunk?[bits.Length / RowChunk.Words];
        while (!sorted.IsEmpty)
        {
            var index = sorted[0] >> 16;
            var next = sorted.BinarySearch((index + 1) << 16);
            var here = sorted[..(next < 0 ? ~next : next)];
            chunks[index] = ChunkMath.ToSharedChunk(here);
            sorted = sorted[here.Length..];
        }

        return new RowSet(chunks);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SetAll(ReadOnlySpan<int> some)
    {
        foreach (var row in some)
        {
            Set(row);
        }
    }

    private void Set(int row) => bits[row >> 6] |= 1UL << (row & 63);

    private void Keep(RowSet alive)
    {
        for (var index = 0; index < bits.Length / RowChunk.Words; index++)
        {
            var words = bits.AsSpan(index * RowChunk.Words, RowChunk.Words);
            if (alive.Chunk(index) is { } chunk)
            {
                ChunkMath.And(words, chunk);
            }
            else
            {
                words.Clear();
            }
        }
    }

    private RowSet Take(bool shared)
    {
        var chunks = new RowChunk?[bits.Length / RowChunk.Words];
        for (var index = 0; index < chunks.Length; index++)
        {
            var words = bits.AsSpan(index * RowChunk.Words, RowChunk.Words);
            chunks[index] = shared ? ChunkMath.ToSharedChunk(words) : ChunkMath.ToChunk(words);
            words.Clear();
        }

        return new RowSet(chunks);
    }
}
