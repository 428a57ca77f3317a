using System.Collections.Immutable;
using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Diagnostics;
using HybridGroups.Rules.Engine;
using HybridGroups.Rules.Formatting;
using HybridGroups.Rules.Properties;
using HybridGroups.Rules.Simplification;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Advice;

/// <summary>What is right but could be quicker, shorter or clearer. What may be wrong is said by the parser itself, as warnings.</summary>
public sealed class Linter
{
    private readonly DiagnosticBag diagnostics = new();

    private Linter()
    {
    }

    public static ImmutableArray<RuleDiagnostic> Advise(Condition condition)
    {
        var linter = new Linter();
        foreach (var part in condition.Descend())
        {
            switch (part)
            {
                case Condition.And and:
                    linter.Conjunction(and);
                    break;
                case Condition.Or or:
                    linter.Disjunction(or);
                    break;
                case Condition.Not not:
                    linter.Negation(not);
                    break;
                case Condition.Comparison comparison:
                    linter.Pattern(comparison);
                    break;
                case Condition.Quantified quantified:
                    linter.Plans(quantified);
                    break;
                default:
                    break;
            }
        }

        return linter.diagnostics.ToImmutable(DiagnosticSeverity.Advice);
    }

    private void Pattern(Condition.Comparison comparison)
    {
        if (comparison.Operator.Positive() != RuleOperator.Match || comparison.Value is not RuleValue.Text pattern || PatternShape.Of(pattern.Value) is not { } shape)
        {
            return;
        }

        var op = comparison.Operator.IsNegative() ? shape.Operator.Opposite()!.Value : shape.Operator;
        var simpler = comparison with { Operator = op, Value = new RuleValue.Text(shape.Literal) };
        Add(DiagnosticCodes.PatternIsSimpler, comparison, "The pattern says no more than an operator does, and is slower.", simpler);
    }

    private void Negation(Condition.Not not)
    {
        if (not.Operand is Condition.Not inner)
        {
            Add(DiagnosticCodes.DoubleNegation, not, "Two negations cancel each other.", inner.Operand);
        }
        else if (not.Operand is Condition.Comparison comparison && comparison.Opposite() is { } opposite)
        {
            Add(DiagnosticCodes.DoubleNegation, not, "There is an operator that says this directly.", opposite);
        }
    }

    private void Plans(Condition.Quantified quantified)
    {
        if (quantified is { Quantifier: Quantifier.Any, Property.Key: "assignedPlans" }
            && !quantified.Element.Descend().Any(c => c is Condition.Comparison { Property.Key: "capabilityStatus" }))
        {
            var status = quantified.Property.Elements.First(e => e.Key == "capabilityStatus");
            var live = new Condition.Comparison(status, RuleOperator.Equal, new RuleValue.Text("Enabled"));
            Add(
                DiagnosticCodes.LivePlans,
                quantified,
                "Plans that were taken away stay in the collection for a while; only their status says so.",
                quantified with { Element = new Condition.And(quantified.Element, live) });
        }
    }

    private void Conjunction(Condition.And and)
    {
        Repeated(and, and.Operands);
        Chain(and, and.Operands, RuleOperator.NotEqual, RuleOperator.NotIn);
        var comparisons = and.Operands.OfType<Condition.Comparison>().Where(c => !c.Property.IsCollection).ToList();
        for (var i = 0; i < comparisons.Count; i++)
        {
            for (var j = i + 1; j < comparisons.Count; j++)
            {
                if (comparisons[i].Property.Equals(comparisons[j].Property) && Exclude(comparisons[i], comparisons[j]))
                {
                    diagnostics.Add(
                        DiagnosticCodes.Contradiction, comparisons[j].Span, $"Never true together with {RuleFormatter.Format(comparisons[i])}.", "connect the two with -or, or take one away");
                }
            }
        }
    }

    private static bool Exclude(Condition.Comparison a, Condition.Comparison b)
    {
        if (a.Opposite() is { } opposite && opposite.Equals(b))
        {
            return true;
        }

        if ((a is { Operator: RuleOperator.Equal, Value: RuleValue.Null } && b.RequiresValue()) || (b is { Operator: RuleOperator.Equal, Value: RuleValue.Null } && a.RequiresValue()))
        {
            return true;
        }

        if (a is { Operator: RuleOperator.Equal, Value: RuleValue.Boolean one } && b is { Operator: RuleOperator.Equal, Value: RuleValue.Boolean other })
        {
            return one != other;
        }

        return !a.Operator.IsNegative() && !b.Operator.IsNegative() && a.WholeTexts() is { } texts && b.WholeTexts() is { } others
            && !texts.Intersect(others, StringComparer.OrdinalIgnoreCase).Any();
    }

    private void Disjunction(Condition.Or or)
    {
        Repeated(or, or.Operands);
        Chain(or, or.Operands, RuleOperator.Equal, RuleOperator.In);
        foreach (var comparison in or.Operands.OfType<Condition.Comparison>())
        {
            if (comparison.Operator.IsNegative() && comparison.Opposite() is { } opposite && or.Operands.Contains(opposite))
            {
                diagnostics.Add(DiagnosticCodes.Tautology, or.Span, $"True of everybody: {RuleFormatter.Format(comparison)} or its opposite.", "connect the two with -and, or take both away");
            }
        }

        CommonFactor(or);
    }

    private void Repeated(Condition whole, Sequence<Condition> operands)
    {
        var simpler = Simplifier.Simplify(whole);
        for (var i = 0; i < operands.Count; i++)
        {
            var operand = operands[i];
            if (operands.Take(i).Contains(operand) || IsImplied(operand, operands))
            {
                Add(DiagnosticCodes.Redundant, operand, "Without this the rule chooses the same members.", simpler);
            }
        }

        static bool IsImplied(Condition operand, Sequence<Condition> beside) =>
            operand is Condition.Comparison { Operator: RuleOperator.NotEqual, Value: RuleValue.Null, Property: { IsCollection: false } property }
            && beside.Any(b => b is Condition.Comparison other && other.Property.Equals(property) && other.RequiresValue() && !other.IsNullTest());
    }

    private void Chain(Condition whole, Sequence<Condition> operands, RuleOperator single, RuleOperator list)
    {
        foreach (var group in operands.OfType<Condition.Comparison>().Where(c => c.Operator == single && c.WholeTexts() is not null).GroupBy(c => c.Property))
        {
            var texts = group.SelectMany(c => c.WholeTexts()!).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            if (texts.Count > 1)
            {
                Add(
                    DiagnosticCodes.ChainIsList,
                    whole,
                    "A list is shorter and quicker.",
                    new Condition.Comparison(group.Key, list, new RuleValue.List(new Sequence<string>(texts))));
            }
        }
    }

    private void CommonFactor(Condition.Or or)
    {
        if (or.Operands.Any(o => o is not Condition.And))
        {
            return;
        }

        var branches = or.Operands.Cast<Condition.And>().ToList();
        var common = branches[0].Operands.Where(o => branches.TrueForAll(b => b.Operands.Contains(o))).Distinct().ToList();
        if (common.Count == 0 || branches.Exists(b => b.Operands.All(common.Contains)))
        {
            return;
        }

        var rests = branches.Select(b => b.Operands.Where(o => !common.Contains(o)).ToList()).Select(r => r.Count == 1 ? r[0] : new Condition.And(r));
        var factored = new Condition.And([.. common, new Condition.Or(rests)]);
        Add(DiagnosticCodes.CommonFactor, or, "Every branch repeats the same condition.", Simplifier.Simplify(factored));
    }

    private void Add(DiagnosticCode code, Condition where, string message, Condition better) =>
        diagnostics.Add(code, where.Span, message, RuleFormatter.Format(better));
}
