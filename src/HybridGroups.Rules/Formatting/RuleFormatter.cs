using System.Globalization;
using System.Text;
using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Syntax;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Formatting;

/// <summary>
/// Writes a condition in its one canonical form: hyphens, canonical case, double quotes, and parentheses round every
/// part of a combination, so that nobody needs to know what binds tighter. Reading it gives the same condition again.
/// </summary>
public static class RuleFormatter
{
    public static string Format(Condition condition)
    {
        var text = new StringBuilder();
        Write(text, condition);
        return text.ToString();
    }

    public static string Format(RuleValue value) => value switch
    {
        RuleValue.Text text => RuleText.Quote(text.Value),
        RuleValue.Boolean boolean => boolean.Value ? "true" : "false",
        RuleValue.Null => "null",
        RuleValue.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        RuleValue.Date date => IsoDate.Format(date.Instant),
        RuleValue.List list => $"[{string.Join(',', list.Texts.Select(RuleText.Quote))}]",
        RuleValue.Now { Offset.IsZero: true } => "system.now",
        RuleValue.Now { Offset: var offset } => $"(system.now {(offset.Months < 0 || offset.Ticks < 0 ? "-minus" : "-plus")} {offset})",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static void Write(StringBuilder text, Condition condition)
    {
        switch (condition)
        {
            case Condition.And and:
                Joined(text, and.Operands, " -and ");
                break;
            case Condition.Or or:
                Joined(text, or.Operands, " -or ");
                break;
            case Condition.Not not:
                text.Append("-not ");
                InParentheses(text, not.Operand);
                break;
            case Condition.Comparison comparison:
                text.Append(comparison.Property.Name).Append(' ').Append(comparison.Operator.Text()).Append(' ').Append(Format(comparison.Value));
                break;
            case Condition.Quantified quantified:
                text.Append(quantified.Property.Name).Append(quantified.Quantifier == Quantifier.Any ? " -any " : " -all ");
                InParentheses(text, quantified.Element);
                break;
            case Condition.Reports reports:
                text.Append(reports.Indirect ? "Indirect" : "Direct").Append(" Reports for ").Append(RuleText.Quote(reports.ManagerId));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(condition));
        }
    }

    private static void Joined(StringBuilder text, Sequence<Condition> operands, string connective)
    {
        for (var i = 0; i < operands.Count; i++)
        {
            if (i > 0)
            {
                text.Append(connective);
            }

            InParentheses(text, operands[i]);
        }
    }

    private static void InParentheses(StringBuilder text, Condition condition)
    {
        text.Append('(');
        Write(text, condition);
        text.Append(')');
    }
}
