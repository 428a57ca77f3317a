using System.Text.RegularExpressions;
using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Population;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Tests.Generated;

/// <summary>
/// The meaning of rules written down a second time, as plainly as possible and sharing nothing with the product but the
/// tree: every operator by its own definition, the negative ones too.
/// </summary>
internal static class NaiveEvaluator
{
    public static bool Chooses(Condition condition, DirectoryObject item, DateTimeOffset now)
    {
        switch (condition)
        {
            case Condition.And and:
                return and.Operands.All(o => Chooses(o, item, now));
            case Condition.Or or:
                return or.Operands.Any(o => Chooses(o, item, now));
            case Condition.Not not:
                return !Chooses(not.Operand, item, now);
            case Condition.Quantified quantified:
                var elements = Elements(item[quantified.Property]);
                bool Satisfies(IReadOnlyList<string?> e) => OnElement(quantified.Element, e, quantified, now);
                return quantified.Quantifier == Quantifier.Any ? elements.Any(Satisfies) : elements.All(Satisfies);
            case Condition.Reports reports:
                var above = reports.Indirect
                    ? Elements(item.Values.FirstOrDefault(v => v.Key.Key == "managerChain").Value).Select(e => e[0])
                    : [Text(item.Values.FirstOrDefault(v => v.Key.Key == "manager").Value)];
                return Same(item.Id, reports.ManagerId) || above.Any(id => id is not null && Same(id, reports.ManagerId));
            case Condition.Comparison { Property.IsCollection: true } comparison:
                var many = Elements(item[comparison.Property]);
                var emptiness = comparison.Value is RuleValue.Null or RuleValue.Text { Value: "" };
                return (comparison.Operator, emptiness) switch
                {
                    (RuleOperator.Equal, true) => many.Count == 0,
                    (RuleOperator.NotEqual, true) => many.Count > 0,
                    _ => many.Any(e => Compare(comparison.Operator, comparison.Value, e[0], now)),
                };
            case Condition.Comparison comparison:
                return Compare(comparison.Operator, comparison.Value, Text(item[comparison.Property]), now);
            default:
                throw new InvalidOperationException();
        }
    }

    private static bool OnElement(Condition condition, IReadOnlyList<string?> element, Condition.Quantified quantified, DateTimeOffset now) => condition switch
    {
        Condition.And and => and.Operands.All(o => OnElement(o, element, quantified, now)),
        Condition.Or or => or.Operands.Any(o => OnElement(o, element, quantified, now)),
        Condition.Not not => !OnElement(not.Operand, element, quantified, now),
        Condition.Comparison c => Compare(c.Operator, c.Value, element[quantified.Property.Elements.ToList().IndexOf(c.Property)], now),
        _ => throw new InvalidOperationException(),
    };

    private static IReadOnlyList<IReadOnlyList<string?>> Elements(PropertyValue? value) => value is PropertyValue.Many many ? [.. many.Elements] : [];

    private static string? Text(PropertyValue? value) => (value as PropertyValue.Single)?.Text;

    private static bool Compare(RuleOperator op, RuleValue value, string? stored, DateTimeOffset now)
    {
        switch (op)
        {
            case RuleOperator.Equal: return Equal(value, stored);
            case RuleOperator.NotEqual: return !Equal(value, stored);
            case RuleOperator.In: return ((RuleValue.List)value).Texts.Any(t => Equal(new RuleValue.Text(t), stored));
            case RuleOperator.NotIn: return ((RuleValue.List)value).Texts.All(t => !Equal(new RuleValue.Text(t), stored));
            case RuleOperator.LessOrEqual: return Order(value, stored, now) is <= 0;
            case RuleOperator.GreaterOrEqual: return Order(value, stored, now) is >= 0;
            case RuleOperator.Less: return Order(value, stored, now) is < 0;
            case RuleOperator.Greater: return Order(value, stored, now) is > 0;
            default: break;
        }

        var text = ((RuleValue.Text)value).Value;
        if (stored is null)
        {
            return op is RuleOperator.NotStartsWith or RuleOperator.NotEndsWith or RuleOperator.NotContains or RuleOperator.NotMatch;
        }

        var (upper, upperText) = (stored.ToUpperInvariant(), text.ToUpperInvariant());
        return op switch
        {
            RuleOperator.StartsWith => upper.StartsWith(upperText, StringComparison.Ordinal),
            RuleOperator.NotStartsWith => !upper.StartsWith(upperText, StringComparison.Ordinal),
            RuleOperator.EndsWith => upper.EndsWith(upperText, StringComparison.Ordinal),
            RuleOperator.NotEndsWith => !upper.EndsWith(upperText, StringComparison.Ordinal),
            RuleOperator.Contains => upper.Contains(upperText, StringComparison.Ordinal),
            RuleOperator.NotContains => !upper.Contains(upperText, StringComparison.Ordinal),
            RuleOperator.Match => Matches(stored, text),
            RuleOperator.NotMatch => !Matches(stored, text),
            _ => throw new InvalidOperationException($"{op}"),
        };
    }

    private static bool Matches(string stored, string pattern) =>
        Regex.IsMatch(stored, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    private static bool Equal(RuleValue value, string? stored) => value switch
    {
        RuleValue.Null => stored is null,
        RuleValue.Text text => stored is null ? text.Value.Length == 0 : Same(stored, text.Value),
        RuleValue.Boolean boolean => stored is not null && Same(stored, boolean.Value ? "true" : "false"),
        _ => Order(value, stored, DateTimeOffset.UnixEpoch) is 0,
    };

    private static int? Order(RuleValue value, string? stored, DateTimeOffset now)
    {
        if (stored is null)
        {
            return null;
        }

        switch (value)
        {
            case RuleValue.Number number:
                return decimal.TryParse(stored, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var parsed) ? parsed.CompareTo(number.Value) : null;
            case RuleValue.Date date:
                return Instant(stored)?.CompareTo(date.Instant);
            case RuleValue.Now moved:
                return Instant(stored)?.CompareTo(now.AddMonths(moved.Offset.Months).AddTicks(moved.Offset.Ticks));
            default:
                throw new InvalidOperationException($"{value}");
        }
    }

    private static DateTimeOffset? Instant(string stored) => DateTimeOffset.TryParse(
        stored, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    private static bool Same(string a, string b) => a.ToUpperInvariant().AsSpan().SequenceEqual(b.ToUpperInvariant());
}
