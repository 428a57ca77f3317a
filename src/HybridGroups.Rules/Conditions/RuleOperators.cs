using System.Collections.Frozen;

namespace HybridGroups.Rules.Conditions;

public static class RuleOperators
{
    private static readonly FrozenDictionary<RuleOperator, string> Texts = new Dictionary<RuleOperator, string>
    {
        [RuleOperator.Equal] = "-eq",
        [RuleOperator.NotEqual] = "-ne",
        [RuleOperator.StartsWith] = "-startsWith",
        [RuleOperator.NotStartsWith] = "-notStartsWith",
        [RuleOperator.EndsWith] = "-endsWith",
        [RuleOperator.NotEndsWith] = "-notEndsWith",
        [RuleOperator.Contains] = "-contains",
        [RuleOperator.NotContains] = "-notContains",
        [RuleOperator.Match] = "-match",
        [RuleOperator.NotMatch] = "-notMatch",
        [RuleOperator.In] = "-in",
        [RuleOperator.NotIn] = "-notIn",
        [RuleOperator.LessOrEqual] = "-le",
        [RuleOperator.GreaterOrEqual] = "-ge",
        [RuleOperator.Less] = "-lt",
        [RuleOperator.Greater] = "-gt",
    }.ToFrozenDictionary();

    public static string Text(this RuleOperator op) => Texts[op];

    public static bool IsNegative(this RuleOperator op) => op is RuleOperator.NotEqual or RuleOperator.NotStartsWith
        or RuleOperator.NotEndsWith or RuleOperator.NotContains or RuleOperator.NotMatch or RuleOperator.NotIn;

    public static bool IsOrder(this RuleOperator op) =>
        op is RuleOperator.LessOrEqual or RuleOperator.GreaterOrEqual or RuleOperator.Less or RuleOperator.Greater;

    public static bool TakesList(this RuleOperator op) => op is RuleOperator.In or RuleOperator.NotIn;

    /// <summary>
    /// The operator whose result is always the opposite, or null for the order operators: of an absent value neither
    /// <c>-le</c> nor <c>-gt</c> is true.
    /// </summary>
    public static RuleOperator? Opposite(this RuleOperator op) => op.IsOrder() ? null : (RuleOperator)((int)op ^ 1);

    /// <summary>The operator without its "not".</summary>
    public static RuleOperator Positive(this RuleOperator op) => op.IsNegative() ? op.Opposite()!.Value : op;
}
