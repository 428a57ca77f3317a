namespace HybridGroups.Rules;

/// <summary>The kind of object that a rule is about, and with it the kind of members that it chooses.</summary>
public enum RuleSubject
{
    User,
    Device,

    /// <summary>Extended dialect only: chooses groups to synchronise. Entra has no such rules.</summary>
    Group,
}
