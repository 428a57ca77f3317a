namespace HybridGroups.Api.DynamicGroupRules;

/// <summary>Whose properties a rule reads.</summary>
public enum RuleSource
{
    /// <summary>Those of Microsoft Entra.</summary>
    Entra,

    /// <summary>Those of Active Directory.</summary>
    ActiveDirectory,

    /// <summary>Those of Entra, and those of Active Directory where Entra has none.</summary>
    Merged,
}
