namespace HybridGroups.Api.Validation;

/// <summary>What a rule is about.</summary>
public enum RuleSubject
{
    /// <summary>Users or devices: who is a member.</summary>
    Member,

    /// <summary>Groups: which are synchronised.</summary>
    Group,
}
