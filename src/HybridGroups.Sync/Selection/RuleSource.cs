namespace HybridGroups.Sync.Selection;

/// <summary>Whose properties a rule reads.</summary>
public enum RuleSource
{
    Entra,
    ActiveDirectory,

    /// <summary>Those of Entra, and those of Active Directory where Entra has none.</summary>
    Merged,
}
