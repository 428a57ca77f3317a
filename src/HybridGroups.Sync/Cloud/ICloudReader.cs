using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Cloud.Memberships;
using HybridGroups.Sync.Cloud.Tenants;

namespace HybridGroups.Sync.Cloud;

/// <summary>Reads the cloud directory. Failures for good are <see cref="Problems.CloudException"/>s.</summary>
public interface ICloudReader
{
    /// <summary>
    /// One change round, going on from a checkpoint or, without a usable one, telling everything. It ends with
    /// <see cref="CloudChange.RoundCompleted"/>; without that, nothing may be concluded from what was not named.
    /// </summary>
    IAsyncEnumerable<CloudChange> ReadChangesAsync(CloudObjectKind kind, CloudCheckpoint? from, CancellationToken cancellation);

    /// <summary>
    /// Properties to be read beside the usual ones. With another set than before, the next round of that kind tells everything.
    /// </summary>
    void Follow(CloudObjectKind kind, IReadOnlySet<string> properties);

    /// <summary>Null when it is not there. One null is no proof of a deletion: replicas lag.</summary>
    Task<CloudGroup?> ReadGroupAsync(Guid id, CancellationToken cancellation);

    IAsyncEnumerable<CloudMember> ReadMembersAsync(Guid group, CancellationToken cancellation);

    /// <summary>Those of the ids that exist, with their kind.</summary>
    Task<IReadOnlyList<CloudMember>> ResolveAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation);

    Task<IReadOnlyList<DeletedCloudGroup>> ReadDeletedGroupsAsync(CancellationToken cancellation);

    Task<RuleProcessing> ReadRuleProcessingAsync(Guid group, CancellationToken cancellation);

    Task<SourceOfAuthority> ReadSourceOfAuthorityAsync(Guid group, CancellationToken cancellation);

    IAsyncEnumerable<WritebackConfiguration> ReadWritebackConfigurationsAsync(CancellationToken cancellation);

    /// <summary>Whether new Microsoft 365 groups are written back when they say nothing themselves.</summary>
    Task<WritebackDefault> ReadWritebackDefaultAsync(CancellationToken cancellation);

    Task<CloudTenant> ReadTenantAsync(CancellationToken cancellation);

    Task<IReadOnlyList<CloudDomain>> ReadDomainsAsync(CancellationToken cancellation);

    Task<IReadOnlyList<CloudSku>> ReadSkusAsync(CancellationToken cancellation);

    Task<OnPremisesSynchronization> ReadOnPremisesSynchronizationAsync(CancellationToken cancellation);

    /// <summary>The directory extensions of the application with that client id.</summary>
    Task<IReadOnlyList<CloudExtensionProperty>> ReadExtensionPropertiesAsync(Guid appId, CancellationToken cancellation);
}
