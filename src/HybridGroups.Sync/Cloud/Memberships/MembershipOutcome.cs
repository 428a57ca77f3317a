using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Sync.Cloud.Memberships;

/// <summary>What came of one membership change.</summary>
public abstract record MembershipOutcome(MembershipChange Change)
{
    public sealed record Applied(MembershipChange Change) : MembershipOutcome(Change);

    /// <summary>It was so already, or became so by an attempt whose answer was lost.</summary>
    public sealed record AlreadySo(MembershipChange Change) : MembershipOutcome(Change);

    public sealed record Failed(MembershipChange Change, CloudProblem Problem) : MembershipOutcome(Change);
}
