using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Benchmarks;

/// <summary>Rules as SQL over a table whose texts are in upper case already, so that the database compares plainly.</summary>
internal static class SqlTranslation
{
    public static string Where(Condition condition) => condition switch
    {
        Condition.And and => $"({string.Join(" and ", and.Operands.Select(Where))})",
        Condition.Or or => $"({string.Join(" or ", or.Operands.Select(Where))})",
        Condition.Not not => $"(not {Where(not.Operand)})",
        Condition.Comparison comparison => Comparison(comparison),
        _ => throw new NotSupportedException($"{condition}"),
    };

    private static string Comparison(Condition.Comparison comparison)
    {
        var column = comparison.Property.Key;
        var positive = (comparison.Operator.Positive(), comparison.Value) switch
        {
            (RuleOperator.Equal, RuleValue.Null) => $"{column} is null",
            (RuleOperator.Equal, RuleValue.Boolean boolean) => $"{column} = '{(boolean.Value ? "TRUE" : "FALSE")}'",
            (RuleOperator.Equal, RuleValue.Text text) => $"{column} = {Text(text.Value)}",
            (RuleOperator.In, RuleValue.List list) => $"{column} in ({string.Join(", ", list.Texts.Select(Text))})",
            (RuleOperator.StartsWith, RuleValue.Text text) => $"starts_with({column}, {Text(text.Value)})",
            (RuleOperator.EndsWith, RuleValue.Text text) => $"ends_with({column}, {Text(text.Value)})",
            (RuleOperator.Contains, RuleValue.Text text) => $"contains({column}, {Text(text.Value)})",
            (RuleOperator.Match, RuleValue.Text text) => $"regexp_matches({column}, {Text(text.Value)})",
            _ => throw new NotSupportedException($"{comparison}"),
        };
        return comparison.Operator.IsNegative()
            ? comparison.Value is RuleValue.Null ? $"{column} is not null" : $"({column} is null or not ({positive}))"
            : positive;
    }

    private static string Text(string text) => $"'{text.ToUpperInvariant().Replace("'", "''", StringComparison.Ordinal)}'";
}
