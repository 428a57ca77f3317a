using System.Runtime.CompilerServices;
using System.Text;
using HybridGroups.ActiveDirectory.Mapping;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Exports;

/// <summary>A domain read from LDIF: to plan without reaching it. Nothing can be written, and every right is taken for granted.</summary>
public sealed class ExportedDomain : IOnPremisesDirectory
{
    private static readonly DirectoryCookie Cookie = new("export"u8.ToArray());

    private readonly DirectoryDescription description;
    private readonly Dictionary<Guid, OnPremisesObject> objects = [];
    private readonly Dictionary<Guid, IReadOnlyCollection<Guid>> members = [];

    private ExportedDomain(DirectoryDescription description) => this.description = description;

    /// <param name="file">The LDIF.</param>
    /// <param name="include">Containers that count; all when empty.</param>
    /// <param name="exclude">Containers below them that do not.</param>
    /// <exception cref="FormatException">The file cannot be used; the message says why.</exception>
    public static async Task<ExportedDomain> ReadAsync(string file, IReadOnlyList<string> include, IReadOnlyList<string> exclude)
    {
        var comments = new List<string>();
        var entries = new List<LdapEntry>();
        using (var text = new StreamReader(file, Encoding.UTF8))
        {
            await foreach (var entry in Ldif.ReadAsync(text, file, comments.Add)) entries.Add(entry);
        }

        var root = entries.FirstOrDefault(entry => entry.Texts("objectClass").Contains("domainDNS", StringComparer.OrdinalIgnoreCase))
            ?? throw new FormatException($"{file} has no entry of the domain itself (objectClass domainDNS with its objectSid). Write it with: hybrid-groups export");
        var sid = root.Bytes("objectSid") is { } bytes ? SecurityIdentifier.Read(bytes.Span) : throw new FormatException($"{file}: the entry of the domain has no objectSid.");
        var schema = Told(comments, DomainExport.Schema) ?? string.Empty;
        var domain = new ExportedDomain(new DirectoryDescription(root.NameText, Told(comments, DomainExport.DnsName) ?? string.Empty, sid.ToString())
        {
            HasExchange = schema.Contains(DomainExport.Exchange, StringComparison.Ordinal),
            HasExternalDirectoryObjectId = schema.Contains(DomainExport.ExternalId, StringComparison.Ordinal),
        });
        domain.Take(entries, new ObjectMapper(sid), [.. include.Select(DistinguishedName.Parse)], [.. exclude.Select(DistinguishedName.Parse)]);
        return domain;
    }

    public Task<DirectoryDescription> DescribeAsync(CancellationToken cancellation) => Task.FromResult(description);

    public Task<DirectoryCookie> ReadAllAsync(Action<OnPremisesChange> receive, CancellationToken cancellation)
    {
        foreach (var item in objects.Values) receive(new OnPremisesChange.Upserted(item));
        foreach (var (group, list) in members) receive(new OnPremisesChange.MembersReplaced(group, list));
        return Task.FromResult(Cookie);
    }

    public Task<ChangeBatch> ReadChangesAsync(DirectoryCookie since, CancellationToken cancellation) =>
        Task.FromResult<ChangeBatch>(new ChangeBatch.Changes([], Cookie, ShowsDeletions: true));

    public Task<IReadOnlySet<Guid>> ReadIdentitiesAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlySet<Guid>>(objects.Keys.ToHashSet());

    public async IAsyncEnumerable<ChangeHint> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        yield break;
    }

    public Task<OnPremisesObject?> ReadAsync(Guid id, CancellationToken cancellation) => Task.FromResult(objects.GetValueOrDefault(id));

    public Task<OnPremisesObject?> FindByAnchorAsync(Guid anchor, CancellationToken cancellation) => Task.FromResult(objects.Values.FirstOrDefault(item => item.Anchor == anchor));

    public Task<IReadOnlyCollection<Guid>> ReadMembersAsync(Guid group, CancellationToken cancellation) => Task.FromResult(members.GetValueOrDefault(group) ?? []);

    public Task<IReadOnlyList<OnPremisesObject>> FindAsync(WritebackAnchor anchor, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<OnPremisesObject>>([.. objects.Values.Where(item => item.Group?.WrittenBackFrom == anchor)]);

    public Task<ContainerRights> ReadRightsAsync(string container, CancellationToken cancellation) => Task.FromResult(new ContainerRights(Exists: true, MayCreateGroups: true, []));

    public Task<GroupCreation> CreateGroupAsync(NewGroup group, CancellationToken cancellation) => throw NotWritable();

    public Task UpdateGroupAsync(Guid id, IReadOnlyDictionary<string, IReadOnlyList<string>> attributes, CancellationToken cancellation) => throw NotWritable();

    public Task MoveGroupAsync(Guid id, string? newName, string? newContainer, CancellationToken cancellation) => throw NotWritable();

    public Task<IReadOnlyList<MemberFailure>> ChangeMembersAsync(Guid group, IReadOnlyCollection<Guid> add, IReadOnlyCollection<Guid> remove, CancellationToken cancellation) => throw NotWritable();

    public Task DeleteGroupAsync(Guid id, WritebackAnchor expected, CancellationToken cancellation) => throw NotWritable();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Take(IReadOnlyList<LdapEntry> entries, ObjectMapper mapper, DistinguishedName[] include, DistinguishedName[] exclude)
    {
        var byName = new Dictionary<DistinguishedName, Guid>();
        foreach (var entry in entries)
        {
            if (mapper.Map(WithoutMembers(entry)) is not { } item) continue;
            byName[entry.Name] = item.Id;
            if ((include.Length == 0 || include.Any(entry.Name.IsAtOrBelow)) && !exclude.Any(entry.Name.IsAtOrBelow)) objects[item.Id] = item;
        }

        foreach (var entry in entries)
        {
            if (ObjectMapper.IdOf(entry) is { } id && objects.GetValueOrDefault(id)?.Group is not null)
                members[id] = [.. entry.Texts(MappedAttributes.Members).Select(member => IdOf(member, byName)).OfType<Guid>()];
        }
    }

    // The mapper expects members with identities, as the directory gives them when it is asked to.
    private static LdapEntry WithoutMembers(LdapEntry entry) =>
        new(entry.NameText, [.. entry.Attributes.Where(attribute => !attribute.Name.Equals(MappedAttributes.Members, StringComparison.OrdinalIgnoreCase))], []);

    private static Guid? IdOf(string member, Dictionary<DistinguishedName, Guid> byName) =>
        member.StartsWith("<GUID=", StringComparison.OrdinalIgnoreCase) ? ObjectMapper.LinkTarget(Encoding.UTF8.GetBytes(member))
        : DistinguishedName.TryParse(member, out var name) && byName.TryGetValue(name, out var id) ? id : null;

    private static string? Told(IEnumerable<string> comments, string key) => comments.FirstOrDefault(comment => comment.StartsWith(key, StringComparison.Ordinal))?[key.Length..];

    private static OnPremisesException NotWritable() => new(OnPremisesErrorKind.Guarded, "An export is read only.", "Use the live directories: hybrid-groups apply -f …");
}
