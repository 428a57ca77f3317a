using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Cloud.Memberships;

namespace HybridGroups.Sync.Cloud;

/// <summary>
/// Writes to the cloud directory. Everything may be repeated without harm. Groups that AD owns are refused before the service is asked.
/// There is no way here to purge: what is deleted can be restored for thirty days.
/// </summary>
public interface ICloudWriter
{
    Task<EnsuredGroup> EnsureGroupAsync(CloudGroupDraft draft, CancellationToken cancellation);

    Task UpdateGroupAsync(Guid group, CloudGroupEdit edit, CancellationToken cancellation);

    /// <summary>One outcome for each change, in the same order. One that fails stops no other.</summary>
    Task<IReadOnlyList<MembershipOutcome>> ApplyMembershipsAsync(IReadOnlyList<MembershipChange> changes, CancellationToken cancellation);

    /// <summary>Looks at the live group first, and deletes it only when it is the one meant, owned by the cloud and without licences.</summary>
    Task<GroupDeletionResult> DeleteGroupAsync(GroupDeletion deletion, CancellationToken cancellation);

    Task RestoreGroupAsync(Guid group, CancellationToken cancellation);

    /// <summary>Makes the group dynamic, or gives it another rule. The service then removes all members and fills it anew.</summary>
    Task SetMembershipRuleAsync(Guid group, string rule, bool isOn, CancellationToken cancellation);

    /// <summary>Takes all licences off the group and waits until the service has done so.</summary>
    Task RemoveLicencesAsync(Guid group, TimeSpan patience, CancellationToken cancellation);

    /// <summary>Moves the source of authority: true hands the group to the cloud, false back to AD.</summary>
    Task SetCloudManagedAsync(Guid group, bool isCloudManaged, CancellationToken cancellation);
}
