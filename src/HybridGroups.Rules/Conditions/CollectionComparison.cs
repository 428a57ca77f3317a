using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Conditions;

/// <summary>
/// A comparison directly on a collection says that some element satisfies it. Only the comparison with null and with the
/// empty text is about the collection itself: it is empty, or it is not.
/// </summary>
internal static class CollectionComparison
{
    public static (Condition.Quantified Quantified, bool Negated)? Lower(Condition.Comparison comparison)
    {
        var property = comparison.Property;
        if (!property.IsCollection)
        {
            return null;
        }

        var element = property.Elements[0];
        if (comparison.Value is RuleValue.Null or RuleValue.Text { Value: "" } && comparison.Operator is RuleOperator.Equal or RuleOperator.NotEqual)
        {
            var something = new Condition.Or(
                new Condition.Comparison(element, RuleOperator.Equal, new RuleValue.Null()), new Condition.Comparison(element, RuleOperator.NotEqual, new RuleValue.Null()));
            return (new Condition.Quantified(property, Quantifier.Any, something) { Span = comparison.Span }, comparison.Operator == RuleOperator.Equal);
        }

        return (new Condition.Quantified(property, Quantifier.Any, comparison with { Property = element }) { Span = comparison.Span }, false);
    }
}
