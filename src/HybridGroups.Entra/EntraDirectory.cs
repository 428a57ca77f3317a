using HybridGroups.Entra.Batching;
using HybridGroups.Entra.Connecting;
using HybridGroups.Entra.Notifications;
using HybridGroups.Entra.Reading;
using HybridGroups.Entra.Requests;
using HybridGroups.Entra.Throttling;
using HybridGroups.Entra.Writing;
using HybridGroups.Sync.Cloud;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Cloud.Memberships;
using HybridGroups.Sync.Cloud.Tenants;
using HybridGroups.Sync.Ports;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Entra;

/// <summary>A tenant's directory over Microsoft Graph. One per connection; safe for use by many at once.</summary>
public sealed class EntraDirectory : ICloudDirectory
{
    private readonly DeltaReader changes;
    private readonly GroupReader groups;
    private readonly MemberReader members;
    private readonly TenantReader tenant;
    private readonly GroupFactsReader facts;
    private readonly GroupWriter groupWriter;
    private readonly OwnerWriter owners;
    private readonly MembershipWriter memberships;
    private readonly RecycleBin recycleBin;
    private readonly LicenceRemover licences;
    private readonly AuthorityMover authority;
    private readonly AccessTokens tokens;
    private readonly bool hasNotificationUrl;

    /// <param name="options">Which tenant, as whom, how hard.</param>
    /// <param name="http">For Graph and the login host. Not disposed here; it must not follow redirects to other hosts.</param>
    /// <param name="clock">The time.</param>
    /// <param name="loggers">Where to tell what happens.</param>
    public EntraDirectory(EntraOptions options, HttpClient http, TimeProvider clock, ILoggerFactory loggers)
    {
        Metrics = new GraphMetrics(options);
        hasNotificationUrl = options.NotificationUrl is not null;
        tokens = new AccessTokens(new CredentialFactory(options, http).Create, options.Cloud.Scope, options.Cloud.Login, clock);
        var gate = new ThrottleGate(clock, options.ResourceUnitsPerTenSeconds * options.QuotaShare, options.WritesPer150Seconds * options.QuotaShare);
        var transport = new GraphTransport(http, tokens, gate, options, Metrics, clock, loggers.CreateLogger<GraphTransport>());
        var pages = new PageReader(transport);
        var recent = new RecentWrites(clock);
        var batches = new BatchSender(transport);
        groups = new GroupReader(transport, recent);
        changes = new DeltaReader(transport, options, loggers.CreateLogger<DeltaReader>());
        members = new MemberReader(transport, pages, recent);
        tenant = new TenantReader(transport, pages);
        facts = new GroupFactsReader(transport, pages, recent);
        recycleBin = new RecycleBin(transport, pages, groups, recent);
        groupWriter = new GroupWriter(transport, groups, recycleBin, recent);
        owners = new OwnerWriter(transport, pages, groups, recent);
        memberships = new MembershipWriter(transport, batches, new MembershipChecks(batches), recent);
        licences = new LicenceRemover(transport, groups);
        authority = new AuthorityMover(transport, groups, recent);
        Wakeups = new ChangeSubscriptions(transport, pages, options, clock, loggers.CreateLogger<ChangeSubscriptions>());
    }

    public GraphMetrics Metrics { get; }

    public ChangeSubscriptions Wakeups { get; }

    public ICloudWakeups? Notifications => hasNotificationUrl ? Wakeups : null;

    /// <summary>Signs in, and says which application permissions were granted; null when the token does not tell.</summary>
    public async Task<IReadOnlySet<string>?> ReadGrantedPermissionsAsync(CancellationToken cancellation) =>
        GrantedPermissions.Of(await tokens.GetAsync(cancellation));

    public IAsyncEnumerable<CloudChange> ReadChangesAsync(CloudObjectKind kind, CloudCheckpoint? from, CancellationToken cancellation) =>
        changes.ReadAsync(kind, from, cancellation);

    public void Follow(CloudObjectKind kind, IReadOnlySet<string> properties) => changes.Follow(kind, properties);

    public Task<CloudGroup?> ReadGroupAsync(Guid id, CancellationToken cancellation) => groups.FindAsync(id, cancellation);

    public IAsyncEnumerable<CloudMember> ReadMembersAsync(Guid group, CancellationToken cancellation) => members.ReadAsync(group, cancellation);

    public Task<IReadOnlyList<CloudMember>> ResolveAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        members.ResolveAsync(ids, cancellation);

    public Task<IReadOnlyList<DeletedCloudGroup>> ReadDeletedGroupsAsync(CancellationToken cancellation) => recycleBin.ReadAsync(cancellation);

    public Task<RuleProcessing> ReadRuleProcessingAsync(Guid group, CancellationToken cancellation) => facts.ReadRuleProcessingAsync(group, cancellation);

    public Task<SourceOfAuthority> ReadSourceOfAuthorityAsync(Guid group, CancellationToken cancellation) => authority.ReadAsync(group, cancellation);

    public IAsyncEnumerable<WritebackConfiguration> ReadWritebackConfigurationsAsync(CancellationToken cancellation) => facts.ReadWritebackAsync(cancellation);

    public Task<WritebackDefault> ReadWritebackDefaultAsync(CancellationToken cancellation) => tenant.ReadWritebackDefaultAsync(cancellation);

    public Task<CloudTenant> ReadTenantAsync(CancellationToken cancellation) => tenant.ReadTenantAsync(cancellation);

    public Task<IReadOnlyList<CloudDomain>> ReadDomainsAsync(CancellationToken cancellation) => tenant.ReadDomainsAsync(cancellation);

    public Task<IReadOnlyList<CloudSku>> ReadSkusAsync(CancellationToken cancellation) => tenant.ReadSkusAsync(cancellation);

    public Task<OnPremisesSynchronization> ReadOnPremisesSynchronizationAsync(CancellationToken cancellation) =>
        tenant.ReadSynchronizationAsync(cancellation);

    public Task<IReadOnlyList<CloudExtensionProperty>> ReadExtensionPropertiesAsync(Guid appId, CancellationToken cancellation) =>
        tenant.ReadExtensionsAsync(appId, cancellation);

    public Task<EnsuredGroup> EnsureGroupAsync(CloudGroupDraft draft, CancellationToken cancellation) => groupWriter.EnsureAsync(draft, cancellation);

    public Task UpdateGroupAsync(Guid group, CloudGroupEdit edit, CancellationToken cancellation) => groupWriter.UpdateAsync(group, edit, cancellation);

    public Task<IReadOnlyList<MembershipOutcome>> ApplyMembershipsAsync(IReadOnlyList<MembershipChange> changes, CancellationToken cancellation) =>
        memberships.ApplyAsync(changes, cancellation);

    public Task<GroupDeletionResult> DeleteGroupAsync(GroupDeletion deletion, CancellationToken cancellation) =>
        recycleBin.DeleteAsync(deletion, cancellation);

    public Task RestoreGroupAsync(Guid group, CancellationToken cancellation) => recycleBin.RestoreAsync(group, cancellation);

    public Task SetMembershipRuleAsync(Guid group, string rule, bool isOn, CancellationToken cancellation) =>
        groupWriter.SetRuleAsync(group, rule, isOn, cancellation);

    public Task MakeAssignedAsync(Guid group, CancellationToken cancellation) => groupWriter.MakeAssignedAsync(group, cancellation);

    public Task SetWritebackConfigurationAsync(WritebackConfiguration configuration, CancellationToken cancellation) =>
        groupWriter.SetWritebackAsync(configuration, cancellation);

    public Task<IReadOnlyList<Guid>> ReadOwnersAsync(Guid group, CancellationToken cancellation) => owners.ReadAsync(group, cancellation);

    public Task ChangeOwnersAsync(Guid group, IReadOnlyCollection<Guid> add, IReadOnlyCollection<Guid> remove, CancellationToken cancellation) =>
        owners.ChangeAsync(group, add, remove, cancellation);

    public Task RemoveLicencesAsync(Guid group, TimeSpan patience, CancellationToken cancellation) => licences.RemoveAllAsync(group, patience, cancellation);

    public Task SetCloudManagedAsync(Guid group, bool isCloudManaged, CancellationToken cancellation) =>
        authority.SetAsync(group, isCloudManaged, cancellation);

    public void Dispose() => Metrics.Dispose();
}
