using HybridGroups.Sync.Packing;

namespace HybridGroups.Sync.Snapshots;

/// <summary>Writes packed values as they are: what they share once, and then bytes.</summary>
internal sealed class PackedWriting
{
    private readonly SnapshotWriter to;
    private readonly Dictionary<PackedShape, int> shapes = new(ReferenceEqualityComparer.Instance);

    public PackedWriting(SharedTexts texts, SnapshotWriter to)
    {
        this.to = to;
        to.Count(texts.All.Count);
        foreach (var text in texts.All) to.Text(text);
    }

    public void Write<T>(IReadOnlyDictionary<string, T> values)
    {
        var packed = values as PackedValues<T> ?? throw new InvalidOperationException("A mirror keeps its values packed.");
        if (shapes.TryGetValue(packed.Shape, out var number))
        {
            to.Count(number);
        }
        else
        {
            to.Count(0);
            shapes.Add(packed.Shape, shapes.Count + 1);
            to.Count(packed.Shape.Names.Count);
            foreach (var name in packed.Shape.Names) to.Text(name);
        }

        to.Bytes(packed.Data);
    }
}
