using System.Runtime.CompilerServices;
using System.Text.Json;
using HybridGroups.Entra.Reading;
using HybridGroups.Sync.Cloud;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Cloud.Memberships;
using HybridGroups.Sync.Cloud.Problems;
using HybridGroups.Sync.Cloud.Tenants;
using HybridGroups.Sync.Ports;

namespace HybridGroups.Entra.Exports;

/// <summary>A tenant read from a file that <see cref="TenantExport"/> wrote: to plan without reaching it. Nothing can be written.</summary>
public sealed class ExportedTenant : ICloudDirectory
{
    private readonly Dictionary<CloudObjectKind, List<CloudObject>> objects = [];
    private readonly Dictionary<Guid, List<CloudMember>> members = [];
    private readonly TimeProvider time;
    private readonly List<WritebackConfiguration> wishes = [];
    private bool? writesNewGroupsBack;

    private ExportedTenant(Guid id, TimeProvider time) => (Id, this.time) = (id, time);

    /// <summary>The tenant's id; empty when the file does not tell.</summary>
    public Guid Id { get; }

    public ICloudWakeups? Notifications => null;

    /// <exception cref="FormatException">The file cannot be used; the message says why.</exception>
    public static async Task<ExportedTenant> ReadAsync(string file, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellation);
            var root = document.RootElement;
            var tenant = new ExportedTenant(Guid.TryParse(JsonValues.Text(root, "tenant"), out var id) ? id : Guid.Empty, time);
            tenant.writesNewGroupsBack = JsonValues.Flag(root, TenantExport.NewGroupsAreWrittenBack);
            foreach (var (name, kind) in new[] { ("users", CloudObjectKind.User), ("devices", CloudObjectKind.Device), ("groups", CloudObjectKind.Group) })
            {
                if (!root.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array) throw new FormatException($"{file} has no \"{name}\": an export names all three, if need be with an empty list.");
                tenant.objects[kind] = [.. list.EnumerateArray().Select(row => new CloudObject(kind, JsonValues.Id(row), PropertiesOf(row)))];
                if (kind == CloudObjectKind.Group) tenant.TakeMembers(list);
            }

            return tenant;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"{file} is not what hybrid-groups export writes: {error.Message}", error);
        }
    }

    public async IAsyncEnumerable<CloudChange> ReadChangesAsync(CloudObjectKind kind, CloudCheckpoint? from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        yield return new CloudChange.RoundStarted(kind, IsFull: from is null);
        if (from is null)
        {
            foreach (var item in objects[kind]) yield return new CloudChange.Present(item);
            foreach (var (group, list) in kind == CloudObjectKind.Group ? members : [])
            {
                foreach (var member in list) yield return new CloudChange.MemberPresent(group, member.Id, member.Kind);
            }
        }

        yield return new CloudChange.RoundCompleted(kind, new CloudCheckpoint(kind, "export", "export", Id.ToString("D"), string.Empty, time.GetUtcNow()));
    }

    // What rules read was asked for when the export was made.
    public void Follow(CloudObjectKind kind, IReadOnlySet<string> properties)
    {
    }

    public Task<WritebackDefault> ReadWritebackDefaultAsync(CancellationToken cancellation) =>
        Task.FromResult(writesNewGroupsBack is { } isEnabled ? new WritebackDefault(isEnabled) : throw NotInAnExport("the tenant's setting for the writeback of new groups"));

    public Task<CloudGroup?> ReadGroupAsync(Guid id, CancellationToken cancellation) => Task.FromResult<CloudGroup?>(null);

    public async IAsyncEnumerable<CloudMember> ReadMembersAsync(Guid group, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var member in members.GetValueOrDefault(group) ?? []) yield return member;
    }

    public Task<IReadOnlyList<CloudMember>> ResolveAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<CloudMember>>(
        [.. objects.SelectMany(entry => entry.Value).Where(item => ids.Contains(item.Id)).Select(item => new CloudMember(item.Id, Enum.Parse<CloudMemberKind>(item.Kind.ToString())))]);

    public Task<IReadOnlyList<DeletedCloudGroup>> ReadDeletedGroupsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<DeletedCloudGroup>>([]);

    public Task<RuleProcessing> ReadRuleProcessingAsync(Guid group, CancellationToken cancellation) => Task.FromResult<RuleProcessing>(new RuleProcessing.NotAvailable("An export does not tell."));

    public Task<SourceOfAuthority> ReadSourceOfAuthorityAsync(Guid group, CancellationToken cancellation) => throw NotInAnExport("the source of authority");

    public async IAsyncEnumerable<WritebackConfiguration> ReadWritebackConfigurationsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        if (wishes.Count == 0 && members.Count > 0) throw NotInAnExport("the groups' own wishes to be written back");
        foreach (var wish in wishes) yield return wish;
    }

    public Task<CloudTenant> ReadTenantAsync(CancellationToken cancellation) => throw NotInAnExport("the organization");

    public Task<IReadOnlyList<CloudDomain>> ReadDomainsAsync(CancellationToken cancellation) => throw NotInAnExport("domains");

    public Task<IReadOnlyList<CloudSku>> ReadSkusAsync(CancellationToken cancellation) => throw NotInAnExport("products");

    public Task<OnPremisesSynchronization> ReadOnPremisesSynchronizationAsync(CancellationToken cancellation) =>
        Task.FromResult<OnPremisesSynchronization>(new OnPremisesSynchronization.NotReadable("An export does not tell."));

    public Task<IReadOnlyList<CloudExtensionProperty>> ReadExtensionPropertiesAsync(Guid appId, CancellationToken cancellation) => throw NotInAnExport("extension properties");

    public Task<EnsuredGroup> EnsureGroupAsync(CloudGroupDraft draft, CancellationToken cancellation) => throw NotWritable();

    public Task UpdateGroupAsync(Guid group, CloudGroupEdit edit, CancellationToken cancellation) => throw NotWritable();

    public Task<IReadOnlyList<MembershipOutcome>> ApplyMembershipsAsync(IReadOnlyList<MembershipChange> changes, CancellationToken cancellation) => throw NotWritable();

    public Task<GroupDeletionResult> DeleteGroupAsync(GroupDeletion deletion, CancellationToken cancellation) => throw NotWritable();

    public Task RestoreGroupAsync(Guid group, CancellationToken cancellation) => throw NotWritable();

    public Task SetMembershipRuleAsync(Guid group, string rule, bool isOn, CancellationToken cancellation) => throw NotWritable();

    public Task RemoveLicencesAsync(Guid group, TimeSpan patience, CancellationToken cancellation) => throw NotWritable();

    public Task SetCloudManagedAsync(Guid group, bool isCloudManaged, CancellationToken cancellation) => throw NotWritable();

    public Task MakeAssignedAsync(Guid group, CancellationToken cancellation) => throw NotWritable();

    public Task SetWritebackConfigurationAsync(WritebackConfiguration configuration, CancellationToken cancellation) => throw NotWritable();

    public Task<IReadOnlyList<Guid>> ReadOwnersAsync(Guid group, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Guid>>([]);

    public Task ChangeOwnersAsync(Guid group, IReadOnlyCollection<Guid> add, IReadOnlyCollection<Guid> remove, CancellationToken cancellation) => throw NotWritable();

    public void Dispose()
    {
    }

    private static Dictionary<string, object?> PropertiesOf(JsonElement row)
    {
        var properties = JsonValues.Properties(row);
        properties.Remove("members");
        properties.Remove(TenantExport.WritebackWish);
        return properties;
    }

    private void TakeMembers(JsonElement groups)
    {
        foreach (var row in groups.EnumerateArray().Where(row => row.TryGetProperty(TenantExport.WritebackWish, out _)))
        {
            var wish = row.GetProperty(TenantExport.WritebackWish);
            wishes.Add(new WritebackConfiguration(JsonValues.Id(row), JsonValues.Flag(wish, "isEnabled"), JsonValues.Text(wish, "onPremisesGroupType")));
        }

        foreach (var row in groups.EnumerateArray()) members[JsonValues.Id(row)] = [.. JsonValues.Items(row, "members").Select(member => new CloudMember(JsonValues.Id(member), JsonValues.MemberKind(member)))];
    }

    private static CloudException NotInAnExport(string what) => new(new CloudProblem(CloudProblemClass.Configuration, $"Reading {what}", string.Empty, "it is not in an export."));

    private static CloudException NotWritable() => new(new CloudProblem(CloudProblemClass.Configuration, "Writing", string.Empty, "an export is read only; use the live directories."));
}
