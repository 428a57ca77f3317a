namespace HybridGroups.Rules.Conditions;

public enum Quantifier
{
    /// <summary>At least one element; false of an empty collection.</summary>
    Any,

    /// <summary>Every element; true of an empty collection.</summary>
    All,
}
