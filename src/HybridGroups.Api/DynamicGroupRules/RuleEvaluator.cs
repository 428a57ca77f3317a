namespace HybridGroups.Api.DynamicGroupRules;

/// <summary>Who evaluates a rule.</summary>
public enum RuleEvaluator
{
    /// <summary>This operator.</summary>
    Operator,

    /// <summary>Microsoft Entra.</summary>
    Entra,
}
