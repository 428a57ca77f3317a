using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Evaluation;

/// <summary>
/// Operator and value made ready to be asked of many texts. Asked of an absent value, every positive operator says false,
/// except for the comparison with null and with the empty text, and every negative one says the opposite.
/// </summary>
internal sealed class ScalarTest
{
    private readonly RuleOperator op;
    private readonly bool negative;
    private readonly RuleValue value;
    private readonly string text = string.Empty;
    private readonly HashSet<string>? list;
    private readonly MatchPattern? pattern;
    private readonly DateTimeOffset bound;

    public ScalarTest(RuleOperator op, RuleValue value, DateTimeOffset now)
    {
        this.value = value;
        this.op = op.Positive();
        negative = op.IsNegative();
        switch (value)
        {
            case RuleValue.Text literal:
                text = literal.Value;
                break;
            case RuleValue.List literals:
                list = literals.Texts.ToHashSet(StringComparer.OrdinalIgnoreCase);
                break;
            case RuleValue.Date date:
                bound = date.Instant;
                break;
            case RuleValue.Now moved:
                bound = moved.Offset.AddTo(now);
                break;
            default:
                break;
        }

        if (this.op == RuleOperator.Match && !MatchPattern.TryCompile(text, out pattern, out var fault))
        {
            throw new ArgumentException(fault, nameof(value));
        }
    }

    /// <summary>Null when a pattern used up its time budget.</summary>
    public bool? Holds(string? stored)
    {
        var positive = stored is null ? PositiveHoldsOfAbsent() : PositiveHolds(stored);
        return positive is null ? null : positive != negative;
    }

    public bool PositiveHoldsOfAbsent() => op switch
    {
        RuleOperator.Equal => value is RuleValue.Null || (value is RuleValue.Text && text.Length == 0),
        RuleOperator.In => list!.Contains(string.Empty),
        _ => false,
    };

    public bool? PositiveHolds(ReadOnlySpan<char> stored) => op switch
    {
        RuleOperator.Equal => Equal(stored),
        RuleOperator.In => list!.GetAlternateLookup<ReadOnlySpan<char>>().Contains(stored),
        RuleOperator.StartsWith => stored.StartsWith(text, StringComparison.OrdinalIgnoreCase),
        RuleOperator.EndsWith => stored.EndsWith(text, StringComparison.OrdinalIgnoreCase),
        RuleOperator.Contains => stored.Contains(text, StringComparison.OrdinalIgnoreCase),
        RuleOperator.Match => pattern!.IsMatch(stored),
        RuleOperator.LessOrEqual => Order(stored) <= 0,
        RuleOperator.GreaterOrEqual => Order(stored) >= 0,
        RuleOperator.Less => Order(stored) < 0,
        RuleOperator.Greater => Order(stored) > 0,
        _ => throw new InvalidOperationException($"{op} is not positive."),
    };

    private bool Equal(ReadOnlySpan<char> stored) => value switch
    {
        RuleValue.Null => false,
        RuleValue.Boolean boolean => bool.TryParse(stored, out var parsed) && parsed == boolean.Value,
        RuleValue.Number or RuleValue.Date => Order(stored) == 0,
        _ => stored.Equals(text, StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>Null when the stored text is no date or number: then no comparison is true.</summary>
    private int? Order(ReadOnlySpan<char> stored)
    {
        if (value is RuleValue.Number number)
        {
            return StoredNumber.TryParse(stored, out var parsed) ? parsed.CompareTo(number.Value) : null;
        }

        return IsoDate.TryParse(stored, out var instant) ? instant.CompareTo(bound) : null;
    }
}
