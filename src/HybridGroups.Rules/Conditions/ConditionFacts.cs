using HybridGroups.Rules.Properties;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Conditions;

/// <summary>What can be said of a comparison without looking at any object.</summary>
internal static class ConditionFacts
{
    /// <summary>It can be true only of an object that has a value.</summary>
    public static bool RequiresValue(this Condition.Comparison comparison) => comparison switch
    {
        { Operator: RuleOperator.NotEqual, Value: RuleValue.Null or RuleValue.Text { Value: "" } } => true,
        { Operator: RuleOperator.Equal, Value: RuleValue.Null or RuleValue.Text { Value: "" } } => false,
        { Operator: RuleOperator.In, Value: RuleValue.List list } => !list.Texts.Contains(string.Empty, StringComparer.Ordinal),
        { Operator: RuleOperator.NotIn, Value: RuleValue.List list } => list.Texts.Contains(string.Empty, StringComparer.Ordinal),
        _ => !comparison.Operator.IsNegative(),
    };

    public static bool IsNullTest(this Condition.Comparison comparison) => comparison.Value is RuleValue.Null;

    /// <summary>The texts that it lets through (or, for a negative operator, keeps out), when it compares whole texts.</summary>
    public static IReadOnlyList<string>? WholeTexts(this Condition.Comparison comparison) => comparison switch
    {
        { Property.IsCollection: true } or { Property.Type: not (PropertyType.Text or PropertyType.Id) } => null,
        { Operator: RuleOperator.Equal or RuleOperator.NotEqual, Value: RuleValue.Text text } => [text.Value],
        { Operator: RuleOperator.In or RuleOperator.NotIn, Value: RuleValue.List list } => list.Texts,
        _ => null,
    };

    /// <summary>The comparison that is true exactly where this one is false; null when there is none of that form.</summary>
    public static Condition.Comparison? Opposite(this Condition.Comparison comparison) =>
        comparison.Property.IsCollection && !(comparison.Value is RuleValue.Null or RuleValue.Text { Value: "" } && comparison.Operator is RuleOperator.Equal or RuleOperator.NotEqual)
            ? null
            : comparison.Operator.Opposite() is { } opposite ? comparison with { Operator = opposite } : null;
}
