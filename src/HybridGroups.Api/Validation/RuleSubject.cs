namespace HybridGroups.Api.Validation;

/// <summary>What a rule is about.</summary>
public enum RuleSubject
{
    /// <summary>Users or devices: who is a member, as the operator evaluates it.</summary>
    Member,

    /// <summary>The same over Entra alone, whose changes do not tell who manages whom.</summary>
    MemberWithoutManager,

    /// <summary>Users or devices: who is a member, as Entra evaluates it. It takes less.</summary>
    MemberByEntra,

    /// <summary>Groups: which are synchronised.</summary>
    Group,
}
