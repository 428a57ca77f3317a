using HybridGroups.Sync.Model;

namespace HybridGroups.Sync.Snapshots;

/// <summary>The values of an object, with names that many objects share.</summary>
internal static class CompactValues
{
    public static void Write<T>(IReadOnlyDictionary<string, T> values, SnapshotWriter to, Action<T, SnapshotWriter> one)
    {
        var compact = values as CompactDictionary<T> ?? throw new InvalidOperationException("A mirror keeps its values compact.");
        to.Shape(compact.Names);
        foreach (var value in compact.Cells) one(value, to);
    }

    public static CompactDictionary<T> Read<T>(SnapshotReader from, StringComparison comparison, Func<SnapshotReader, T> one)
    {
        var names = from.Shape();
        var cells = new T[names.Length];
        for (var index = 0; index < cells.Length; index++) cells[index] = one(from);
        return new CompactDictionary<T>(names, cells, comparison);
    }
}
