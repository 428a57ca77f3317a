namespace HybridGroups.Rules.Conditions;

public enum RuleOperator
{
    Equal,
    NotEqual,
    StartsWith,
    NotStartsWith,
    EndsWith,
    NotEndsWith,
    Contains,
    NotContains,
    Match,
    NotMatch,
    In,
    NotIn,
    LessOrEqual,
    GreaterOrEqual,
    Less,
    Greater,
}
