namespace HybridGroups.Api.Validation;

/// <summary>Rule checks that need no engine.</summary>
public static class RuleChecks
{
    /// <summary>Takes every rule.</summary>
    public static RuleCheck None { get; } = (_, _) => [];
}
