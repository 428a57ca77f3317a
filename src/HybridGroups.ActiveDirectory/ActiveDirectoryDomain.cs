using HybridGroups.ActiveDirectory.Connections;
using HybridGroups.ActiveDirectory.Mapping;
using HybridGroups.ActiveDirectory.Reading;
using HybridGroups.ActiveDirectory.Watching;
using HybridGroups.ActiveDirectory.Writing;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory;

/// <summary>One Active Directory domain behind the port.</summary>
public sealed class ActiveDirectoryDomain : IOnPremisesDirectory
{
    private readonly DirectorySession session;
    private readonly ActiveDirectoryOptions options;
    private IncrementalRead? increments;

    public ActiveDirectoryDomain(ActiveDirectoryOptions options)
    {
        this.options = options;
        session = new DirectorySession(options);
    }

    public async Task<DirectoryDescription> DescribeAsync(CancellationToken cancellation)
    {
        var domain = (await ContextAsync(cancellation)).Domain;
        return new DirectoryDescription(domain.BaseName.ToString(), domain.DnsName, domain.DomainSid.ToString())
        {
            HasExchange = domain.Schema.HasExchange,
            HasExternalDirectoryObjectId = domain.Schema.HasExternalDirectoryObjectId,
            HasObjectSoa = domain.Schema.HasObjectSoa,
            HasRecycleBin = domain.HasRecycleBin,
            DomainControllers = domain.DomainControllers,
        };
    }

    public async Task<DirectoryCookie> ReadAllAsync(Action<OnPremisesChange> receive, CancellationToken cancellation)
    {
        var context = await ContextAsync(cancellation);
        // Made anew: the account may have been given the replication right since.
        increments = new IncrementalRead(context);
        return await new FullRead(context, increments).RunAsync(receive, cancellation);
    }

    public async Task<ChangeBatch> ReadChangesAsync(DirectoryCookie since, CancellationToken cancellation) =>
        await (increments ??= new IncrementalRead(await ContextAsync(cancellation))).RunAsync(since, cancellation);

    public async Task<IReadOnlySet<Guid>> ReadIdentitiesAsync(CancellationToken cancellation)
    {
        var context = await ContextAsync(cancellation);
        return await session.ReadAsync(connection => new IdentityRead(context).RunAsync(connection, cancellation), cancellation);
    }

    public IAsyncEnumerable<ChangeHint> WatchAsync(CancellationToken cancellation) => new ChangeWatch(session).RunAsync(cancellation);

    public async Task<OnPremisesObject?> ReadAsync(Guid id, CancellationToken cancellation)
    {
        var context = await ContextAsync(cancellation);
        var entry = await session.ReadAsync(
            connection => connection.ReadAsync(DistinguishedName.FromObjectGuid(id), context.Attributes, cancellation, ReadContext.Controls),
            cancellation);
        return entry is null ? null : context.Mapper.Map(entry);
    }

    public async Task<OnPremisesObject?> FindByAnchorAsync(Guid anchor, CancellationToken cancellation)
    {
        if (await ReadAsync(anchor, cancellation) is { } found) return found;
        var context = await ContextAsync(cancellation);
        return await session.ReadAsync(connection => new ObjectFinder(context).FindAsync(connection, anchor, cancellation), cancellation);
    }

    public async Task<IReadOnlyCollection<Guid>> ReadMembersAsync(Guid group, CancellationToken cancellation) =>
        await session.ReadAsync(connection => MembershipRead.ReadAsync(connection, group, cancellation), cancellation);

    public async Task<IReadOnlyList<OnPremisesObject>> FindAsync(WritebackAnchor anchor, CancellationToken cancellation)
    {
        var finder = new GroupFinder(await ContextAsync(cancellation));
        return await session.ReadAsync(connection => finder.FindAsync(connection, anchor, cancellation), cancellation);
    }

    public Task<ContainerRights> ReadRightsAsync(string container, CancellationToken cancellation) =>
        session.ReadAsync(connection => EffectiveRights.ReadAsync(connection, DistinguishedName.Parse(container), cancellation), cancellation);

    public async Task<GroupCreation> CreateGroupAsync(NewGroup group, CancellationToken cancellation)
    {
        var context = await ContextAsync(cancellation);
        var creator = new GroupCreator(context, Guard(context), new GroupFinder(context));
        return await session.WriteAsync(connection => creator.RunAsync(connection, group, cancellation), cancellation);
    }

    public Task UpdateGroupAsync(Guid id, IReadOnlyDictionary<string, IReadOnlyList<string>> attributes, CancellationToken cancellation) =>
        ChangeAsync((guard, connection) => new GroupUpdater(guard).UpdateAsync(connection, id, attributes, cancellation), cancellation);

    public Task MoveGroupAsync(Guid id, string? newName, string? newContainer, CancellationToken cancellation) =>
        ChangeAsync((guard, connection) => new GroupUpdater(guard).MoveAsync(connection, id, newName, newContainer, cancellation), cancellation);

    public async Task<IReadOnlyList<MemberFailure>> ChangeMembersAsync(
        Guid group,
        IReadOnlyCollection<Guid> add,
        IReadOnlyCollection<Guid> remove,
        CancellationToken cancellation)
    {
        var writer = new MemberWriter(Guard(await ContextAsync(cancellation)), options.MembersPerModification);
        return await session.WriteAsync(connection => writer.RunAsync(connection, group, add, remove, cancellation), cancellation);
    }

    public Task DeleteGroupAsync(Guid id, WritebackAnchor expected, CancellationToken cancellation) =>
        ChangeAsync((guard, connection) => new GroupDeleter(guard).RunAsync(connection, id, expected, cancellation), cancellation);

    public ValueTask DisposeAsync() => session.DisposeAsync();

    private Task<ReadContext> ContextAsync(CancellationToken cancellation) =>
        LdapTranslation.RunAsync(() => ReadContext.CreateAsync(session, cancellation), isWrite: false);

    private WriteGuard Guard(ReadContext context) => new(options, context.Domain);

    private async Task ChangeAsync(Func<WriteGuard, LdapConnection, Task> change, CancellationToken cancellation)
    {
        var guard = Guard(await ContextAsync(cancellation));
        await session.WriteAsync(
            async connection =>
            {
                await change(guard, connection);
                return true;
            },
            cancellation);
    }
}
