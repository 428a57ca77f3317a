namespace HybridGroups.Api;

/// <summary>What becomes of groups within a group.</summary>
public enum NestedGroups
{
    /// <summary>They stay groups.</summary>
    Preserve,

    /// <summary>The people in them take their place.</summary>
    Flatten,
}
