using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Engine;

/// <summary>One question about one column, shared by every rule that asks it.</summary>
internal sealed class Predicate
{
    private readonly TextTruth? texts;
    private readonly ElementTruth? elements;

    public Predicate(int id, string key, Column column, TextTruth truth, RuleDuration? timeOffset)
    {
        Id = id;
        Key = key;
        Column = column;
        texts = truth;
        TimeOffset = timeOffset;
    }

    public Predicate(int id, string key, Column column, ElementTruth truth)
    {
        Id = id;
        Key = key;
        Column = column;
        elements = truth;
    }

    public int Id { get; }

    public string Key { get; }

    public Column Column { get; }

    /// <summary>Set when the answer changes with time alone.</summary>
    public RuleDuration? TimeOffset { get; }

    public TextTruth? Texts => texts;

    public TruthSet True => texts?.True ?? elements!.True;

    public bool Faulted => texts?.Faulted ?? elements!.Faulted;

    /// <summary>The rows of which it is true; filled when rules are evaluated over the whole population, dropped when they change.</summary>
    public RowSet? Rows { get; set; }

    /// <summary>The rules that ask it; a removed rule leaves the list.</summary>
    public List<int> Rules { get; } = [];

    public void DecideNew()
    {
        texts?.DecideNew();
        elements?.DecideNew();
    }

    /// <summary>While time moves on: what was true before.</summary>
    public TruthSet? Before { get; set; }

    public bool Holds(int code) => True.Contains(code);
}
