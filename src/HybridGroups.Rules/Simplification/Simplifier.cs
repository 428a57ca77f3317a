using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Simplification;

/// <summary>Leaves out what changes nothing. The result chooses exactly the same objects, absent values and empty collections included.</summary>
public static class Simplifier
{
    // Each round makes the tree smaller or leaves it as it is; this only bounds the time.
    private const int MostRounds = 16;

    public static Condition Simplify(Condition condition)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var simpler = Once(condition);
            if (simpler.Equals(condition))
            {
                break;
            }

            condition = simpler;
        }

        return condition;
    }

    private static Condition Once(Condition condition) => condition switch
    {
        Condition.And and => Join(and, and.Operands, conjunction: true),
        Condition.Or or => Join(or, or.Operands, conjunction: false),
        Condition.Not not => Not(not, Once(not.Operand)),
        Condition.Quantified quantified => quantified with { Element = Once(quantified.Element) },
        Condition.Comparison comparison => Comparison(comparison),
        _ => condition,
    };

    private static Condition Not(Condition.Not not, Condition operand) => operand switch
    {
        Condition.Not inner => inner.Operand,
        Condition.Comparison comparison when comparison.Opposite() is { } opposite => opposite,
        Condition.Quantified quantified when Once(new Condition.Not(quantified.Element)) is Condition.Comparison element =>
            quantified with { Quantifier = quantified.Quantifier == Quantifier.Any ? Quantifier.All : Quantifier.Any, Element = element },
        _ => not with { Operand = operand },
    };

    private static Condition Join(Condition whole, Sequence<Condition> operands, bool conjunction)
    {
        var flat = operands.Select(Once).SelectMany(o => (o, conjunction) switch
        {
            (Condition.And and, true) => and.Operands,
            (Condition.Or or, false) => or.Operands,
            _ => new Sequence<Condition>([o]),
        }).Distinct().ToList();
        flat.RemoveAll(o => IsAbsorbed(o, flat, conjunction));
        if (conjunction)
        {
            flat.RemoveAll(o => IsImpliedPresence(o, flat));
        }

        var joined = Lists(flat, conjunction ? RuleOperator.NotIn : RuleOperator.In);
        return joined.Count == 1 ? joined[0]
            : conjunction ? new Condition.And(joined) { Span = whole.Span }
            : new Condition.Or(joined) { Span = whole.Span };
    }

    /// <summary>a -and (a -or b) is a, and a -or (a -and b) is a.</summary>
    private static bool IsAbsorbed(Condition operand, List<Condition> beside, bool conjunction)
    {
        var parts = (operand, conjunction) switch
        {
            (Condition.Or or, true) => or.Operands,
            (Condition.And and, false) => and.Operands,
            _ => null,
        };
        return parts is not null && parts.Any(beside.Contains);
    }

    /// <summary>x -ne null beside x -eq "A" says nothing more.</summary>
    private static bool IsImpliedPresence(Condition operand, List<Condition> beside) =>
        operand is Condition.Comparison { Operator: RuleOperator.NotEqual, Value: RuleValue.Null, Property: { IsCollection: false } property }
        && beside.Exists(b => b is Condition.Comparison other && other.Property.Equals(property) && other.RequiresValue() && !other.IsNullTest());

    /// <summary>Comparisons of one property with whole texts become one list, where the first of them stood.</summary>
    private static List<Condition> Lists(List<Condition> operands, RuleOperator op)
    {
        var single = op == RuleOperator.In ? RuleOperator.Equal : RuleOperator.NotEqual;
        var groups = operands.OfType<Condition.Comparison>()
            .Where(c => c.WholeTexts() is not null && (c.Operator == op || c.Operator == single))
            .GroupBy(c => c.Property)
            .Where(g => g.Count() > 1)
            .ToDictionary(g => g.Key, g => g.ToList());
        if (groups.Count == 0)
        {
            return operands;
        }

        var joined = new List<Condition>();
        foreach (var operand in operands)
        {
            if (operand is Condition.Comparison comparison && groups.TryGetValue(comparison.Property, out var group) && group.Contains(comparison))
            {
                if (ReferenceEquals(group[0], comparison))
                {
                    joined.Add(Comparison(comparison with { Operator = op, Value = List(group.SelectMany(c => c.WholeTexts()!)) }));
                }
            }
            else
            {
                joined.Add(operand);
            }
        }

        return joined;
    }

    private static RuleValue.List List(IEnumerable<string> texts) => new(new Sequence<string>(texts.Distinct(StringComparer.OrdinalIgnoreCase)));

    private static Condition.Comparison Comparison(Condition.Comparison comparison)
    {
        if (comparison.Value is not RuleValue.List list)
        {
            return comparison;
        }

        var distinct = List(list.Texts);
        return distinct.Texts.Count == 1
            ? comparison with { Operator = comparison.Operator == RuleOperator.In ? RuleOperator.Equal : RuleOperator.NotEqual, Value = new RuleValue.Text(distinct.Texts[0]) }
            : comparison with { Value = distinct };
    }
}
