using HybridGroups.Sync.Cloud.Groups;

namespace HybridGroups.Sync.Cloud.Memberships;

/// <summary>A group whose members are to change, with what is known of it: enough to refuse before asking.</summary>
public sealed record MembershipTarget(Guid Group)
{
    public CloudMastery Mastery { get; init; }

    public bool IsDynamic { get; init; }

    public bool IsExchangeOnly { get; init; }

    public static MembershipTarget Of(CloudGroup group) => new(group.Id)
    {
        Mastery = group.Mastery,
        IsDynamic = group.IsDynamic,
        IsExchangeOnly = group.IsExchangeOnly,
    };
}
