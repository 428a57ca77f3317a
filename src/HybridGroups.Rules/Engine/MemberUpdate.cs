namespace HybridGroups.Rules.Engine;

internal static class MemberUpdate
{
    /// <summary>The set after the changes, in their order. Chunks that none of them touches are shared.</summary>
    public static RowSet Apply(RowSet members, IReadOnlyList<(int Row, bool Added)> changes)
    {
        var last = 0;
        foreach (var (row, _) in changes)
        {
            last = Math.Max(last, row >> 16);
        }

        var chunks = new RowChunk?[Math.Max(members.Chunks.Length, last + 1)];
        members.Chunks.CopyTo(chunks, 0);
        foreach (var group in changes.GroupBy(c => c.Row >> 16))
        {
            var words = new ulong[RowChunk.Words];
            if (chunks[group.Key] is { } chunk)
            {
                ChunkMath.Or(words, chunk);
            }

            foreach (var (row, added) in group)
            {
                var bit = 1UL << (row & 63);
                ref var word = ref words[(row & 0xFFFF) >> 6];
                word = added ? word | bit : word & ~bit;
            }

            chunks[group.Key] = ChunkMath.ToChunk(words);
        }

        return new RowSet(chunks);
    }
}
