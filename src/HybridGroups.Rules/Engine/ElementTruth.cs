namespace HybridGroups.Rules.Engine;

/// <summary>Of which collections of a table some element satisfies a lambda. Every collection is decided once.</summary>
internal sealed class ElementTruth(CollectionTable table, PlanNode lambda, (int Member, TextTruth Truth)[] leaves)
{
    private int decided;

    public TruthSet True { get; } = new();

    public bool Faulted => Array.Exists(leaves, l => l.Truth.Faulted);

    public void DecideNew()
    {
        if (decided == table.Count)
        {
            return;
        }

        foreach (var (_, truth) in leaves)
        {
            truth.DecideNew();
        }

        var from = Math.Max(1, decided);
        decided = table.Count;
        for (var code = from; code < decided; code++)
        {
            if (SomeElementSatisfies(table.Elements(code)))
            {
                True.Add(code);
            }
        }
    }

    private bool SomeElementSatisfies(ReadOnlySpan<int> elements)
    {
        for (var at = 0; at < elements.Length; at += table.Width)
        {
            if (Holds(lambda, elements.Slice(at, table.Width)))
            {
                return true;
            }
        }

        return false;
    }

    private bool Holds(PlanNode node, ReadOnlySpan<int> element)
    {
        switch (node)
        {
            case PlanNode.Leaf leaf:
                var (member, truth) = leaves[leaf.Predicate];
                return truth.True.Contains(element[member]) != leaf.Negated;
            case PlanNode.And and:
                foreach (var operand in and.Operands)
                {
                    if (!Holds(operand, element))
                    {
                        return false;
                    }
                }

                return true;
            case PlanNode.Or or:
                foreach (var operand in or.Operands)
                {
                    if (Holds(operand, element))
                    {
                        return true;
                    }
                }

                return false;
            default:
                throw new InvalidOperationException($"{node} is no node.");
        }
    }
}
