namespace HybridGroups.Sync.Intents;

/// <summary>What becomes of a written group that is no longer wanted. In the order of care: the first does least.</summary>
public enum RetirementPolicy
{
    Retain,
    Quarantine,
    Delete,
}
