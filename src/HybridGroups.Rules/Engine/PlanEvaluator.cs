namespace HybridGroups.Rules.Engine;

/// <summary>Evaluates plans on single rows: the way of a change, where <see cref="BulkEvaluator"/> is the way of everything.</summary>
internal sealed class PlanEvaluator(PredicateSet predicates)
{
    public bool Holds(PlanNode node, int row) => Holds(node, row, changed: null, code: 0);

    /// <summary>As if the row had another code in one column.</summary>
    public bool Holds(PlanNode node, int row, Column? changed, int code)
    {
        switch (node)
        {
            case PlanNode.Leaf leaf:
                var predicate = predicates[leaf.Predicate];
                var column = predicate.Column;
                return predicate.Holds(column == changed ? code : column[row]) != leaf.Negated;
            case PlanNode.And and:
                foreach (var operand in and.Operands)
                {
                    if (!Holds(operand, row, changed, code))
                    {
                        return false;
                    }
                }

                return true;
            case PlanNode.Or or:
                foreach (var operand in or.Operands)
                {
                    if (Holds(operand, row, changed, code))
                    {
                        return true;
                    }
                }

                return false;
            default:
                throw new InvalidOperationException($"{node} is no node.");
        }
    }

    /// <summary>As it was before time moved on.</summary>
    public bool HeldBefore(PlanNode node, int row)
    {
        switch (node)
        {
            case PlanNode.Leaf leaf:
                var predicate = predicates[leaf.Predicate];
                return (predicate.Before ?? predicate.True).Contains(predicate.Column[row]) != leaf.Negated;
            case PlanNode.And and:
                return Array.TrueForAll(and.Operands, o => HeldBefore(o, row));
            case PlanNode.Or or:
                return Array.Exists(or.Operands, o => HeldBefore(o, row));
            default:
                throw new InvalidOperationException($"{node} is no node.");
        }
    }
}
