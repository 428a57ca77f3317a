using System.Numerics;

namespace HybridGroups.Rules.Engine;

/// <summary>An immutable set of rows, in chunks; a chunk that holds none is null.</summary>
internal sealed class RowSet(RowChunk?[] chunks)
{
    public static readonly RowSet Empty = new([]);

    public RowChunk?[] Chunks => chunks;

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var chunk in chunks)
            {
                count += chunk?.Count ?? 0;
            }

            return count;
        }
    }

    public long Memory => chunks.Sum(c => c?.Memory ?? 0) + (8L * chunks.Length);

    public RowChunk? Chunk(int index) => index < chunks.Length ? chunks[index] : null;

    public bool Contains(int row) => Chunk(row >> 16)?.Contains(row & 0xFFFF) ?? false;

    public IEnumerable<int> Rows()
    {
        for (var index = 0; index < chunks.Length; index++)
        {
            if (chunks[index] is not { } chunk)
            {
                continue;
            }

            var start = index << 16;
            if (chunk.List is { } list)
            {
                foreach (var row in list)
                {
                    yield return start + row;
                }
            }
            else
            {
                for (var word = 0; word < RowChunk.Words; word++)
                {
                    for (var left = chunk.Bits![word]; left != 0; left &= left - 1)
                    {
                        yield return start + (word << 6) + BitOperations.TrailingZeroCount(left);
                    }
                }
            }
        }
    }
}
