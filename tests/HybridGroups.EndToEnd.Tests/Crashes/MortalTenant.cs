using HybridGroups.Sync.Cloud;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Cloud.Memberships;
using HybridGroups.Sync.Cloud.Tenants;
using HybridGroups.Sync.Ports;

namespace HybridGroups.EndToEnd.Tests.Crashes;

/// <summary>The tenant; each write may be the last thing that this process does.</summary>
internal sealed class MortalTenant(ICloudDirectory real, KillSwitch kill) : ICloudDirectory
{
    public ICloudWakeups? Notifications => null;

    public IAsyncEnumerable<CloudChange> ReadChangesAsync(CloudObjectKind kind, CloudCheckpoint? from, CancellationToken cancellation) => real.ReadChangesAsync(kind, from, cancellation);

    public void Follow(CloudObjectKind kind, IReadOnlySet<string> properties) => real.Follow(kind, properties);

    public Task<CloudGroup?> ReadGroupAsync(Guid id, CancellationToken cancellation) => real.ReadGroupAsync(id, cancellation);

    public IAsyncEnumerable<CloudMember> ReadMembersAsync(Guid group, CancellationToken cancellation) => real.ReadMembersAsync(group, cancellation);

    public Task<IReadOnlyList<CloudMember>> ResolveAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) => real.ResolveAsync(ids, cancellation);

    public Task<IReadOnlyList<DeletedCloudGroup>> ReadDeletedGroupsAsync(CancellationToken cancellation) => real.ReadDeletedGroupsAsync(cancellation);

    public Task<RuleProcessing> ReadRuleProcessingAsync(Guid group, CancellationToken cancellation) => real.ReadRuleProcessingAsync(group, cancellation);

    public Task<SourceOfAuthority> ReadSourceOfAuthorityAsync(Guid group, CancellationToken cancellation) => real.ReadSourceOfAuthorityAsync(group, cancellation);

    public IAsyncEnumerable<WritebackConfiguration> ReadWritebackConfigurationsAsync(CancellationToken cancellation) => real.ReadWritebackConfigurationsAsync(cancellation);

    public Task<CloudTenant> ReadTenantAsync(CancellationToken cancellation) => real.ReadTenantAsync(cancellation);

    public Task<IReadOnlyList<CloudDomain>> ReadDomainsAsync(CancellationToken cancellation) => real.ReadDomainsAsync(cancellation);

    public Task<IReadOnlyList<CloudSku>> ReadSkusAsync(CancellationToken cancellation) => real.ReadSkusAsync(cancellation);

    public Task<WritebackDefault> ReadWritebackDefaultAsync(CancellationToken cancellation) => real.ReadWritebackDefaultAsync(cancellation);

    public Task<OnPremisesSynchronization> ReadOnPremisesSynchronizationAsync(CancellationToken cancellation) => real.ReadOnPremisesSynchronizationAsync(cancellation);

    public Task<IReadOnlyList<CloudExtensionProperty>> ReadExtensionPropertiesAsync(Guid appId, CancellationToken cancellation) => real.ReadExtensionPropertiesAsync(appId, cancellation);

    public Task<IReadOnlyList<Guid>> ReadOwnersAsync(Guid group, CancellationToken cancellation) => real.ReadOwnersAsync(group, cancellation);

    public Task<EnsuredGroup> EnsureGroupAsync(CloudGroupDraft draft, CancellationToken cancellation) => kill.AroundAsync(() => real.EnsureGroupAsync(draft, cancellation));

    public Task UpdateGroupAsync(Guid group, CloudGroupEdit edit, CancellationToken cancellation) => kill.AroundAsync(() => real.UpdateGroupAsync(group, edit, cancellation));

    public Task<IReadOnlyList<MembershipOutcome>> ApplyMembershipsAsync(IReadOnlyList<MembershipChange> changes, CancellationToken cancellation) =>
        kill.AroundAsync(() => real.ApplyMembershipsAsync(changes, cancellation));

    public Task<GroupDeletionResult> DeleteGroupAsync(GroupDeletion deletion, CancellationToken cancellation) => kill.AroundAsync(() => real.DeleteGroupAsync(deletion, cancellation));

    public Task RestoreGroupAsync(Guid group, CancellationToken cancellation) => kill.AroundAsync(() => real.RestoreGroupAsync(group, cancellation));

    public Task SetMembershipRuleAsync(Guid group, string rule, bool isOn, CancellationToken cancellation) => kill.AroundAsync(() => real.SetMembershipRuleAsync(group, rule, isOn, cancellation));

    public Task RemoveLicencesAsync(Guid group, TimeSpan patience, CancellationToken cancellation) => kill.AroundAsync(() => real.RemoveLicencesAsync(group, patience, cancellation));

    public Task SetCloudManagedAsync(Guid group, bool isCloudManaged, CancellationToken cancellation) => kill.AroundAsync(() => real.SetCloudManagedAsync(group, isCloudManaged, cancellation));

    public Task MakeAssignedAsync(Guid group, CancellationToken cancellation) => kill.AroundAsync(() => real.MakeAssignedAsync(group, cancellation));

    public Task SetWritebackConfigurationAsync(WritebackConfiguration configuration, CancellationToken cancellation) =>
        kill.AroundAsync(() => real.SetWritebackConfigurationAsync(configuration, cancellation));

    public Task ChangeOwnersAsync(Guid group, IReadOnlyCollection<Guid> add, IReadOnlyCollection<Guid> remove, CancellationToken cancellation) =>
        kill.AroundAsync(() => real.ChangeOwnersAsync(group, add, remove, cancellation));

    public void Dispose() => real.Dispose();
}
