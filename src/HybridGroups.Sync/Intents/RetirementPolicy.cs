namespace HybridGroups.Sync.Intents;

/// <summary>What becomes of a written group that is no longer wanted.</summary>
public enum RetirementPolicy
{
    Retain,
    Quarantine,
    Delete,
}
