namespace HybridGroups.Sync.Intents;

/// <summary>What becomes of groups that are members of groups.</summary>
public enum NestedHandling
{
    /// <summary>They are members as groups, where the other directory has them.</summary>
    Preserve,

    /// <summary>The people in them are members.</summary>
    Flatten,
}
