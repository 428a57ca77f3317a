using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Formatting;
using HybridGroups.Rules.Properties;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Building;

/// <summary>One row of the portal's rule builder.</summary>
/// <param name="Connective">How it joins the rows before; null in the first row.</param>
public sealed record BuilderRow(BuilderConnective? Connective, RuleProperty Property, RuleOperator Operator, RuleValue Value)
{
    /// <summary>The operator in the portal's words.</summary>
    public string OperatorText => Operator switch
    {
        RuleOperator.Equal => "Equals",
        RuleOperator.NotEqual => "Not Equals",
        RuleOperator.StartsWith => "Starts With",
        RuleOperator.NotStartsWith => "Not Starts With",
        RuleOperator.EndsWith => "Ends With",
        RuleOperator.NotEndsWith => "Not Ends With",
        RuleOperator.In => "In",
        RuleOperator.NotIn => "Not In",
        RuleOperator.LessOrEqual => "Less Than or Equal",
        RuleOperator.GreaterOrEqual => "Greater Than or Equal",
        _ => Operator.Text(),
    };

    /// <summary>The value as one types it into the row: a text without quotes.</summary>
    public string ValueText => Value is RuleValue.Text text ? text.Value : RuleFormatter.Format(Value);
}
