namespace HybridGroups.Sync.Cloud.Memberships;

public abstract record MembershipChange(MembershipTarget Target, Guid Member)
{
    public sealed record Add(MembershipTarget Target, Guid Member) : MembershipChange(Target, Member);

    public sealed record Remove(MembershipTarget Target, Guid Member) : MembershipChange(Target, Member);
}
