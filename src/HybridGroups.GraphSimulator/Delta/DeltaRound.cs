using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Query;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Delta;

/// <summary>Works out which rows a round of changes shows, and in which order. The same question always has the same answer.</summary>
internal sealed class DeltaRound(DirectoryStore store, DeltaFeed feed, FaultInjector faults)
{
    public List<DeltaRow> Build(DeltaToken token, KindSchema kind, Selection selection)
    {
        var rows = new Dictionary<int, DeltaRow>();
        var tracked = selection.Properties.Select(property => property.Index).ToHashSet();
        var tracksMembers = kind.Kind == ObjectKind.Group && (selection.IsDefault || selection.SelectedRelations.Contains("members"));
        var only = token.Ids.Length == 0 ? null : token.Ids.Select(id => store.Find(id)?.Ordinal ?? -1).ToHashSet();

        for (var position = token.From; position < token.To; position++)
            Take(feed[position]);
        for (var position = token.PreviousFrom; position < token.From; position++)
        {
            if (faults.Strikes(faults.Settings.DeltaReplayShare, "replay", position, token.From))
                Take(feed[position]);
        }

        return Arrange([.. rows.Values], token);

        void Take(Change change)
        {
            if (store[change.Ordinal].Kind != kind.Kind || (only is not null && !only.Contains(change.Ordinal)))
                return;
            var isMembership = change.Kind is ChangeKind.MemberAdded or ChangeKind.MemberRemoved;
            if (change.Kind is ChangeKind.OwnerAdded or ChangeKind.OwnerRemoved || (isMembership && !tracksMembers))
                return;
            if (change.Kind == ChangeKind.Updated && !tracked.Overlaps(change.Properties))
                return;

            if (!rows.TryGetValue(change.Ordinal, out var row))
                rows.Add(change.Ordinal, row = new DeltaRow(change.Ordinal));
            if (isMembership)
                row.Members.Add(change.Related);
            row.Properties.UnionWith(change.Properties);
            row.IsWhole |= change.Kind is ChangeKind.Created or ChangeKind.Restored;
            row.AllMembers |= change.Kind == ChangeKind.Restored && tracksMembers;
        }
    }

    private List<DeltaRow> Arrange(List<DeltaRow> rows, DeltaToken token)
    {
        var arranged = new List<(ulong Order, DeltaRow Row)>();
        foreach (var row in rows)
        {
            var order = faults.Settings.DeltaShuffle ? (ulong)faults.Pick(int.MaxValue, "order", row.Ordinal, token.From) : (ulong)row.Ordinal;
            arranged.Add((order, row));
            if (!faults.Strikes(faults.Settings.DeltaRepeatShare, "repeat", row.Ordinal, token.From))
                continue;
            // What is true must come last.
            arranged.Add((order / 2, row.Overtaken()));
        }

        return [.. arranged.OrderBy(entry => entry.Order).ThenBy(entry => entry.Row.IsOvertaken ? 0 : 1).Select(entry => entry.Row)];
    }
}
