using HybridGroups.Sync.Packing;

namespace HybridGroups.Sync.Snapshots;

/// <summary>Reads what <see cref="PackedWriting"/> wrote. Many objects share one piece of memory; nothing of it is looked into.</summary>
internal sealed class PackedReading
{
    private const int PieceSize = 1 << 20;

    private readonly SnapshotReader from;
    private readonly List<PackedShape> shapes = [];
    private byte[] piece = [];
    private int used;

    public PackedReading(StringComparison comparison, SnapshotReader from)
    {
        this.from = from;
        var texts = new string[from.Count()];
        for (var index = 0; index < texts.Length; index++) texts[index] = from.RequiredText();
        Packer = new ValuePacker(comparison, texts);
    }

    /// <summary>Packs what comes later as what was read.</summary>
    public ValuePacker Packer { get; }

    public PackedValues<T> Read<T>()
    {
        var shape = Shape();
        var length = from.Count();
        var start = Take(length);
        return new PackedValues<T>(shape, piece, start, length);
    }

    /// <summary>A text that is not made before it is asked for.</summary>
    public PackedText ReadText()
    {
        var length = from.Count();
        var head = PackedCell.LengthOf((ulong)length);
        Reserve(head + length);
        var start = used;
        PackedCell.Write((ulong)length, piece.AsSpan(start, head));
        used += head;
        Take(length);
        return new PackedText(piece, start);
    }

    // Where it begins in the piece.
    private int Take(int length)
    {
        Reserve(length);
        from.Raw(piece.AsSpan(used, length));
        used += length;
        return used - length;
    }

    private void Reserve(int length)
    {
        if (piece.Length - used < length) (piece, used) = (new byte[Math.Max(PieceSize, length)], 0);
    }

    private PackedShape Shape()
    {
        if (from.Count() is > 0 and var number) return shapes[number - 1];
        var names = new string[from.Count()];
        for (var index = 0; index < names.Length; index++) names[index] = from.RequiredText();
        shapes.Add(Packer.ShapeOf(names));
        return shapes[^1];
    }
}
