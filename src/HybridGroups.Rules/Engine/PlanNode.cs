namespace HybridGroups.Rules.Engine;

/// <summary>A rule with its negations moved down to the predicates. A closed union.</summary>
internal abstract class PlanNode
{
    private PlanNode()
    {
    }

    internal sealed class And(PlanNode[] operands) : PlanNode
    {
        public PlanNode[] Operands { get; } = operands;
    }

    internal sealed class Or(PlanNode[] operands) : PlanNode
    {
        public PlanNode[] Operands { get; } = operands;
    }

    internal sealed class Leaf(int predicate, bool negated) : PlanNode
    {
        public int Predicate { get; } = predicate;

        public bool Negated { get; } = negated;
    }
}
