namespace HybridGroups.Rules.Engine;

/// <summary>One rule within the engine, and whom it chooses.</summary>
internal sealed class RuleSlot(int index, string id, Rule rule, PlanNode plan, Predicate[] predicates)
{
    private readonly List<(int Row, bool Added)> pending = [];
    private RowSet members = RowSet.Empty;

    public int Index { get; } = index;

    public string Id { get; } = id;

    public Rule Rule { get; } = rule;

    public PlanNode Plan { get; } = plan;

    public Predicate[] Predicates { get; } = predicates;

    /// <summary>Nobody can say whom it chooses; what was known last stays.</summary>
    public bool Faulted { get; set; }

    /// <summary>The change in the course of which this rule was looked at last.</summary>
    public long Seen { get; set; }

    public RowSet Members
    {
        get
        {
            if (pending.Count > 0)
            {
                members = MemberUpdate.Apply(members, pending);
                pending.Clear();
            }

            return members;
        }

        set
        {
            pending.Clear();
            members = value;
        }
    }

    /// <summary>Noted only: sets are made when somebody asks for them, not at every change.</summary>
    public void Note(int row, bool added)
    {
        pending.Add((row, added));
        if (pending.Count >= 4096)
        {
            _ = Members;
        }
    }
}
