namespace HybridGroups.Rules.Engine;

/// <summary>Which of 65,536 consecutive rows are in a set. Never changed once it is made, so sets share chunks freely.</summary>
internal sealed class RowChunk
{
    public const int Rows = 1 << 16;
    public const int Words = Rows / 64;

    /// <summary>Above this the bits take less room than the list.</summary>
    public const int MostInList = Rows / 16;

    public RowChunk(ushort[] list)
    {
        List = list;
        Count = list.Length;
    }

    /// <summary>Both forms at once: the list to run along, the bits to look a row up.</summary>
    public RowChunk(ushort[] list, ulong[] bits)
    {
        List = list;
        Bits = bits;
        Count = list.Length;
    }

    public RowChunk(ulong[] bits, int count)
    {
        Bits = bits;
        Count = count;
    }

    public int Count { get; }

    public ushort[]? List { get; }

    public ulong[]? Bits { get; }

    /// <summary>In the smaller form only, to be kept for long.</summary>
    public RowChunk Lean => List is { } list && Bits is not null ? new RowChunk(list) : this;

    public long Memory => (2L * (List?.Length ?? 0)) + (8L * (Bits?.Length ?? 0)) + 48;

    public bool Contains(int row) => Bits is { } bits ? (bits[row >> 6] >> (row & 63) & 1) != 0 : List.AsSpan().BinarySearch((ushort)row) >= 0;
}
