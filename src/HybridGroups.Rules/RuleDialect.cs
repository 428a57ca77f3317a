namespace HybridGroups.Rules;

public enum RuleDialect
{
    /// <summary>What Entra accepts, no more.</summary>
    Entra,

    /// <summary>With the additions that only the operator itself can evaluate.</summary>
    Extended,
}
