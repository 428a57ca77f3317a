using HybridGroups.Controllers.Connectors;
using HybridGroups.Sync.Snapshots;

namespace HybridGroups.Controllers.Snapshots;

/// <summary>The small part of a snapshot: when, what was owed, and since when changes wait.</summary>
internal static class StateSnapshot
{
    public static void Write(SavedState state, SnapshotWriter to)
    {
        to.Time(state.At);
        Write(state.Report.ActiveDirectory, to);
        Write(state.Report.Entra, to);
        to.Flag(state.Report.OwesFullImport);
        Write(state.Report.PendingSince, to, static (since, writer) => writer.Time(since));
        Write(state.Report.LastApplied, to, static (when, writer) => writer.Time(when));
        Write(state.Switches, to, static (isOn, writer) => writer.Flag(isOn));
    }

    public static SavedState Read(SnapshotReader from) => new(
        ReadTime(from),
        new ConnectorReport
        {
            ActiveDirectory = ReadSide(from),
            Entra = ReadSide(from),
            OwesFullImport = from.Flag(),
            PendingSince = ReadAll(from, ReadTime),
            LastApplied = ReadAll(from, ReadTime),
        })
    {
        Switches = ReadAll(from, static reader => reader.Flag()),
    };

    private static void Write(SideReport side, SnapshotWriter to)
    {
        to.Signed(side.Objects);
        to.Time(side.LastFull);
        to.Time(side.LastDelta);
    }

    private static SideReport ReadSide(SnapshotReader from) => new() { Objects = from.Signed(), LastFull = from.Time(), LastDelta = from.Time() };

    private static DateTimeOffset ReadTime(SnapshotReader from) => from.Time() ?? DateTimeOffset.MinValue;

    private static void Write<T>(IReadOnlyDictionary<string, T> entries, SnapshotWriter to, Action<T, SnapshotWriter> one)
    {
        to.Count(entries.Count);
        foreach (var (name, value) in entries)
        {
            to.Text(name);
            one(value, to);
        }
    }

    private static Dictionary<string, T> ReadAll<T>(SnapshotReader from, Func<SnapshotReader, T> one)
    {
        var entries = new Dictionary<string, T>(StringComparer.Ordinal);
        for (var left = from.Count(); left > 0; left--) entries[from.RequiredText()] = one(from);
        return entries;
    }
}
