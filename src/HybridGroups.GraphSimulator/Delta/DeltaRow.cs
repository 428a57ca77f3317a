namespace HybridGroups.GraphSimulator.Delta;

/// <summary>One row a round of changes will show.</summary>
internal sealed class DeltaRow(int ordinal)
{
    public int Ordinal { get; } = ordinal;

    /// <summary>Set when the whole object is news, not just some properties.</summary>
    public bool IsWhole { get; set; }

    public HashSet<ushort> Properties { get; } = [];

    public SortedSet<int> Members { get; } = [];

    /// <summary>A restored group brings its whole membership.</summary>
    public bool AllMembers { get; set; }

    /// <summary>An earlier appearance of the same object in the round, overtaken by a later row.</summary>
    public bool IsOvertaken { get; set; }

    public DeltaRow Overtaken()
    {
        var copy = new DeltaRow(Ordinal) { IsWhole = IsWhole, IsOvertaken = true };
        copy.Properties.UnionWith(Properties);
        copy.Members.UnionWith(Members);
        return copy;
    }
}
