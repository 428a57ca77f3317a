using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Diagnostics;
using HybridGroups.Rules.Formatting;
using HybridGroups.Rules.Properties;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Binding;

/// <summary>Finds what is accepted but chooses other members than its author probably thinks.</summary>
internal sealed class Doubts
{
    private readonly DiagnosticBag diagnostics;

    private Doubts(DiagnosticBag diagnostics)
    {
        this.diagnostics = diagnostics;
    }

    public static void Report(Condition condition, RuleDialect dialect, DiagnosticBag diagnostics)
    {
        var doubts = new Doubts(diagnostics);
        doubts.Absent(condition, negated: false, []);
        foreach (var part in condition.Descend())
        {
            switch (part)
            {
                case Condition.Comparison comparison:
                    doubts.Comparison(comparison);
                    break;
                case Condition.Quantified quantified:
                    doubts.Quantified(quantified, dialect);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Follows the negations down, and remembers which properties are known to be present.</summary>
    private void Absent(Condition condition, bool negated, HashSet<RuleProperty> present)
    {
        switch (condition)
        {
            case Condition.And and:
                Each(and.Operands, negated ? present : With(present, and.Operands));
                break;
            case Condition.Or or:
                Each(or.Operands, present);
                break;
            case Condition.Not not:
                Absent(not.Operand, !negated, present);
                break;
            case Condition.Comparison comparison when !present.Contains(comparison.Property):
                Absent(comparison, negated);
                break;
            default:
                break;
        }

        void Each(IEnumerable<Condition> operands, HashSet<RuleProperty> known)
        {
            foreach (var operand in operands)
            {
                Absent(operand, negated, known);
            }
        }
    }

    private static HashSet<RuleProperty> With(HashSet<RuleProperty> present, IEnumerable<Condition> operands) =>
        [.. present, .. operands.OfType<Condition.Comparison>().Where(c => c.RequiresValue()).Select(c => c.Property)];

    private void Absent(Condition.Comparison comparison, bool negated)
    {
        var property = comparison.Property;
        if (property.AlwaysPresent || property.IsCollection || comparison.Value is RuleValue.Null or RuleValue.Text { Value: "" })
        {
            return;
        }

        if (property.ThreeStates)
        {
            ThreeStates(comparison, negated);
        }
        else if (comparison.Operator.IsNegative() && !negated)
        {
            diagnostics.Add(
                DiagnosticCodes.NegativeTakesAbsent,
                comparison.Span,
                $"{comparison.Operator.Text()} is true of everybody without {property.Key} too.",
                $"if they should not be members: -and {property.Name} -ne null");
        }
        else if (!comparison.Operator.IsNegative() && negated)
        {
            diagnostics.Add(
                DiagnosticCodes.NotTakesAbsent,
                comparison.Span,
                $"Under -not this takes in everybody without {property.Key} too.",
                $"if they should not be members: -and {property.Name} -ne null");
        }
    }

    private void ThreeStates(Condition.Comparison comparison, bool negated)
    {
        var name = comparison.Property.Name;
        var isTrue = comparison.Value is RuleValue.Boolean { Value: true };
        var takesAbsent = comparison.Operator == RuleOperator.NotEqual != negated;
        if (takesAbsent)
        {
            diagnostics.Add(
                DiagnosticCodes.ThreeStates,
                comparison.Span,
                $"{name} is true, false (was synchronised once) or absent (never was); this takes in the absent.",
                isTrue ? $"{name} -eq false for those that were synchronised once" : $"{name} -eq true");
        }
        else if (!isTrue)
        {
            diagnostics.Add(
                DiagnosticCodes.ThreeStates,
                comparison.Span,
                $"{name} is true, false (was synchronised once) or absent (never was); this leaves out the absent, which are most cloud accounts.",
                $"{name} -ne true for all that are not synchronised now");
        }
    }

    private void Comparison(Condition.Comparison comparison)
    {
        var property = comparison.Property;
        if (property.IsCollection && comparison.Value is not (RuleValue.Null or RuleValue.Text { Value: "" }))
        {
            OnCollection(comparison);
        }

        IEnumerable<string> compared = comparison.Value switch
        {
            RuleValue.Text text when comparison.Operator.Positive() == RuleOperator.Equal => [text.Value],
            RuleValue.List list => list.Texts,
            _ => [],
        };
        foreach (var value in compared)
        {
            if (MistakenValues.Stored(property, value) is { } stored)
            {
                diagnostics.Add(DiagnosticCodes.NeverMatches, comparison.Span, $"{property.Name} is never \"{value}\": that is what portals show.", $"\"{stored}\"");
            }

            if (property.Type == PropertyType.Id && value.Length > 0 && !Guid.TryParse(value, out _))
            {
                diagnostics.Add(DiagnosticCodes.NotAnId, comparison.Span, $"\"{value}\" is not an object id.", "00000000-0000-0000-0000-000000000000");
            }
        }
    }

    private void OnCollection(Condition.Comparison comparison)
    {
        var (name, op, value) = (comparison.Property.Name, comparison.Operator, RuleFormatter.Format(comparison.Value));
        if (op.IsNegative())
        {
            diagnostics.Add(
                DiagnosticCodes.NegativeOnCollection,
                comparison.Span,
                $"{op.Text()} directly on {name} is true when some element satisfies it, which is nearly everybody. The two readings choose nearly opposite groups.",
                $"no element does: {name} -all (_ {op.Text()} {value}); some element does not: {name} -any (_ {op.Text()} {value})");
        }
        else
        {
            diagnostics.Add(
                DiagnosticCodes.OperatorOnCollection, comparison.Span, $"{name} is a collection; some element must satisfy {op.Text()}.", $"{name} -any (_ {op.Text()} {value})");
        }
    }

    private void Quantified(Condition.Quantified quantified, RuleDialect dialect)
    {
        var property = quantified.Property;
        if (property.Type == PropertyType.Groups)
        {
            if (dialect == RuleDialect.Entra)
            {
                diagnostics.Add(
                    DiagnosticCodes.MemberOfEnded,
                    quantified.Span,
                    "Entra stopped updating memberOf groups on 3 November 2026.",
                    "let the operator evaluate the rule");
            }

            return;
        }

        if (quantified.Quantifier == Quantifier.Any && quantified.Element is Condition.Comparison { Value: not RuleValue.Null } element && element.Operator.IsNegative())
        {
            diagnostics.Add(
                DiagnosticCodes.AnyOfNegative,
                quantified.Span,
                "True as soon as one element differs, which is nearly everybody; it does not mean that no element is so.",
                RuleFormatter.Format(quantified with { Quantifier = Quantifier.All }));
        }
        else if (quantified.Quantifier == Quantifier.All && quantified.Element is not Condition.Comparison { Operator: RuleOperator.Equal, Value: RuleValue.Null or RuleValue.Text { Value: "" } })
        {
            var some = property.Type == PropertyType.Texts ? "_ -ne null" : $"{property.Elements[^1].Name} -ne null";
            diagnostics.Add(
                DiagnosticCodes.AllOfNothing,
                quantified.Span,
                $"-all is true of everybody whose {property.Key} is empty.",
                $"if they should not be members: -and {property.Name} -any ({some})");
        }
    }
}
