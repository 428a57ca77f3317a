namespace HybridGroups.Rules.Engine;

/// <summary>Whom one rule chose at one moment. Never changes; may be read by any thread.</summary>
public sealed class RuleMembers
{
    private readonly RowSet rows;
    private readonly ReadOnlyMemory<string?> ids;

    internal RuleMembers(RowSet rows, ReadOnlyMemory<string?> ids, bool isFaulted)
    {
        this.rows = rows;
        this.ids = ids;
        IsFaulted = isFaulted;
        Count = rows.Count;
    }

    public int Count { get; }

    /// <summary>A pattern of the rule used up its time budget: these are the members from before.</summary>
    public bool IsFaulted { get; }

    public IEnumerable<string> ObjectIds()
    {
        foreach (var row in rows.Rows())
        {
            yield return ids.Span[row]!;
        }
    }
}
