using HybridGroups.Rules.Properties;
using HybridGroups.Rules.Syntax;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Conditions;

/// <summary>What a rule says, its names and types resolved. A closed union; where it stood in the text is not compared.</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    public SourceSpan Span { get; init; }

    public sealed record And(Sequence<Condition> Operands) : Condition
    {
        public And(params IEnumerable<Condition> operands)
            : this(new Sequence<Condition>(operands))
        {
        }
    }

    public sealed record Or(Sequence<Condition> Operands) : Condition
    {
        public Or(params IEnumerable<Condition> operands)
            : this(new Sequence<Condition>(operands))
        {
        }
    }

    public sealed record Not(Condition Operand) : Condition;

    /// <summary>On a property of the object, or within a lambda on the element; directly on a collection, some element must satisfy it.</summary>
    public sealed record Comparison(RuleProperty Property, RuleOperator Operator, RuleValue Value) : Condition;

    public sealed record Quantified(RuleProperty Property, Quantifier Quantifier, Condition Element) : Condition;

    /// <summary>The people who report to a manager, and the manager.</summary>
    public sealed record Reports(string ManagerId, bool Indirect) : Condition;
}
