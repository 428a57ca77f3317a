using System.Runtime.CompilerServices;

namespace HybridGroups.Rules.Engine;

/// <summary>For each value of a column, the rows that have it. Made for an evaluation over everything, not kept up to date.</summary>
internal sealed class Postings
{
    private readonly int[] starts;
    private readonly int[] rows;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Postings(Column column, int count)
    {
        var codes = column.Codes.AsSpan(0, count);
        starts = new int[column.DistinctCount + 1];
        foreach (var code in codes)
        {
            starts[code + 1]++;
        }

        for (var code = 1; code < starts.Length; code++)
        {
            starts[code] += starts[code - 1];
        }

        var next = starts.AsSpan(0, starts.Length - 1).ToArray();
        rows = new int[count];
        for (var row = 0; row < codes.Length; row++)
        {
            rows[next[codes[row]]++] = row;
        }
    }

    public ReadOnlySpan<int> Rows(int code) => code + 1 < starts.Length ? rows.AsSpan(starts[code], starts[code + 1] - starts[code]) : [];
}
