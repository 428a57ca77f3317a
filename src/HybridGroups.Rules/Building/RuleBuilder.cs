using System.Collections.Immutable;
using HybridGroups.Rules.Conditions;

namespace HybridGroups.Rules.Building;

/// <summary>The model behind the portal's rule builder. What does not fit may be a perfectly good rule; the reason tells which it is.</summary>
public sealed class RuleBuilder
{
    public const int MostRows = 5;

    private RuleBuilder(ImmutableArray<BuilderRow>? rows, string? reason)
    {
        Rows = rows;
        Reason = reason;
    }

    /// <summary>Null when the rule does not fit.</summary>
    public ImmutableArray<BuilderRow>? Rows { get; }

    /// <summary>Why it does not fit; null when it does.</summary>
    public string? Reason { get; }

    public static RuleBuilder Of(Rule rule)
    {
        if (rule.Subject != RuleSubject.User)
        {
            return Unfit("The rule builder knows rules about users only.");
        }

        var rows = ImmutableArray.CreateBuilder<BuilderRow>();
        var reason = Alternatives(rule.Condition, rows);
        return reason is not null ? Unfit(reason)
            : rows.Count > MostRows ? Unfit($"The rule has {rows.Count} conditions, and the rule builder {MostRows} rows.")
            : new RuleBuilder(rows.ToImmutable(), null);
    }

    /// <summary>The condition that rows stand for: -and binds tighter than -or, as in a rule without parentheses.</summary>
    public static Condition ToCondition(IReadOnlyList<BuilderRow> rows)
    {
        if (rows.Count is 0 or > MostRows)
        {
            throw new ArgumentException($"The rule builder has 1 to {MostRows} rows, not {rows.Count}.", nameof(rows));
        }

        var alternatives = new List<List<Condition>>();
        foreach (var row in rows)
        {
            if (alternatives.Count == 0 || row.Connective == BuilderConnective.Or)
            {
                alternatives.Add([]);
            }

            alternatives[^1].Add(new Condition.Comparison(row.Property, row.Operator, row.Value));
        }

        var joined = alternatives.Select(a => a.Count == 1 ? a[0] : new Condition.And(a)).ToList();
        return joined.Count == 1 ? joined[0] : new Condition.Or(joined);
    }

    private static RuleBuilder Unfit(string reason) => new(null, reason);

    private static string? Alternatives(Condition condition, ImmutableArray<BuilderRow>.Builder rows)
    {
        IEnumerable<Condition> operands = condition is Condition.Or or ? or.Operands : [condition];
        foreach (var operand in operands)
        {
            var reason = operand is Condition.Or ? Alternatives(operand, rows) : Conjunction(operand, BuilderConnective.Or, rows);
            if (reason is not null)
            {
                return reason;
            }
        }

        return null;
    }

    private static string? Conjunction(Condition condition, BuilderConnective first, ImmutableArray<BuilderRow>.Builder rows)
    {
        if (condition is not Condition.And and)
        {
            return Row(condition, first, rows);
        }

        var connective = first;
        foreach (var operand in and.Operands)
        {
            if (Conjunction(operand, connective, rows) is { } reason)
            {
                return reason;
            }

            connective = BuilderConnective.And;
        }

        return null;
    }

    private static string? Row(Condition condition, BuilderConnective connective, ImmutableArray<BuilderRow>.Builder rows)
    {
        switch (condition)
        {
            case Condition.Comparison { Operator: var op } when op.Positive() is RuleOperator.Contains or RuleOperator.Match:
                return $"The rule builder no longer offers {op.Text()}.";
            case Condition.Comparison comparison:
                rows.Add(new BuilderRow(rows.Count == 0 ? null : connective, comparison.Property, comparison.Operator, comparison.Value));
                return null;
            case Condition.Or:
                return "Parentheses change the order of -and and -or, which the rule builder cannot show.";
            case Condition.Not:
                return "The rule builder has no -not.";
            case Condition.Quantified:
                return "The rule builder has no -any and -all.";
            default:
                return "The rule builder cannot show direct reports.";
        }
    }
}
