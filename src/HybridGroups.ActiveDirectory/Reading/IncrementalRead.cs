using HybridGroups.ActiveDirectory.Mapping;
using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Reading;

/// <summary>
/// What has changed since a cookie. DirSync tells which objects changed; how they are now is read from the directory. That is
/// newer than the cookie, never older, and every change says how things are, so that the next answer may repeat it.
/// </summary>
internal sealed class IncrementalRead(ReadContext context)
{
    private readonly DirSyncReader dirSync = new(context);
    private readonly ObjectLookup lookup = new(context);

    public Task<DirectoryCookie> CurrentPositionAsync(CancellationToken cancellation) =>
        context.Session.ReadAsync(
            async connection => Wrap(await dirSync.CurrentPositionAsync(connection, cancellation)),
            cancellation);

    public async Task<ChangeBatch> RunAsync(DirectoryCookie since, CancellationToken cancellation)
    {
        var (cookie, refusal) = CookieEnvelope.Unwrap(since, context.Fingerprint);
        return refusal is not null
            ? new ChangeBatch.CookieRefused(refusal)
            : await context.Session.ReadAsync(connection => RunAsync(connection, cookie, cancellation), cancellation);
    }

    private async Task<ChangeBatch> RunAsync(LdapConnection connection, ReadOnlyMemory<byte> cookie, CancellationToken cancellation)
    {
        var changed = new Dictionary<Guid, ChangedObject>();
        ReadOnlyMemory<byte> next;
        try
        {
            next = await dirSync.ReadAsync(connection, cookie, entry => Take(entry, changed), cancellation);
        }
        catch (LdapException e) when (IsRefusalOfCookie(e))
        {
            return new ChangeBatch.CookieRefused(e.Message);
        }

        var changes = await DescribeAsync(connection, changed, cancellation);
        return new ChangeBatch.Changes(changes, Wrap(next), dirSync.ShowsDeletions);
    }

    private DirectoryCookie Wrap(ReadOnlyMemory<byte> cookie) => CookieEnvelope.Wrap(context.Fingerprint, cookie.Span);

    // The codes differ between servers and versions; that the server answered, and refused, is what they have in common.
    private static bool IsRefusalOfCookie(LdapException error) => error.Result?.Code is LdapResultCode.UnavailableCriticalExtension
        or LdapResultCode.ProtocolError or LdapResultCode.UnwillingToPerform or LdapResultCode.OperationsError or LdapResultCode.Other;

    private static void Take(LdapEntry entry, Dictionary<Guid, ChangedObject> changed)
    {
        if (ObjectMapper.IdOf(entry) is not { } id) return;
        if (!changed.TryGetValue(id, out var known)) changed[id] = known = new ChangedObject(id);
        known.Take(entry);
    }

    private async Task<List<OnPremisesChange>> DescribeAsync(
        LdapConnection connection,
        Dictionary<Guid, ChangedObject> changed,
        CancellationToken cancellation)
    {
        var found = new Gathered();
        found.Changes.AddRange(changed.Values.Where(one => one.IsDeleted).Select(one => new OnPremisesChange.Gone(one.Id, IsDeleted: true)));

        var alive = changed.Values.Where(one => !one.IsDeleted).ToList();
        var now = await lookup.ReadAsync(connection, [.. alive.Where(one => one.HasNewAttributes).Select(one => one.Id)], cancellation);
        foreach (var one in alive)
        {
            found.Foreign.UnionWith(one.Foreign);
            if (now.TryGetValue(one.Id, out var entry)) await DescribeAsync(connection, one, entry, found, cancellation);
            if (one.HasWholeLinks && context.Scope.Contains(one.Name) && found.Described.Add(one.Id))
                await ReadMembersAsync(connection, one.Id, found, cancellation);
            // Members that were just read are newer than what DirSync tells of them.
            if (!found.Described.Contains(one.Id)) AddLinks(one, found.Links);
        }

        await AddForeignAsync(connection, found, cancellation);
        return [.. found.Changes, .. found.Links];
    }

    // Who stands here for somebody of another domain is made by the server itself, with the first link to him. Samba's DirSync
    // never tells of it: the member would be nobody until everything is read again.
    private async Task AddForeignAsync(LdapConnection connection, Gathered found, CancellationToken cancellation)
    {
        foreach (var entry in (await lookup.ReadAsync(connection, [.. found.Foreign], cancellation)).Values)
        {
            if (context.Mapper.Map(entry) is { } foreign) found.Changes.Add(new OnPremisesChange.Upserted(foreign));
        }
    }

    private async Task DescribeAsync(
        LdapConnection connection,
        ChangedObject one,
        LdapEntry entry,
        Gathered found,
        CancellationToken cancellation)
    {
        if (ObjectMapper.KindOf(entry) is null)
        {
            if (!one.IsPlacedAnew) return;
            foreach (var below in await lookup.ReadBelowAsync(connection, one.Id, cancellation))
                await AddAsync(connection, below, isPlacedAnew: true, found, cancellation);
            return;
        }

        await AddAsync(connection, entry, one.IsPlacedAnew || one.IsRevived, found, cancellation);
        if (!one.IsRevived) return;
        foreach (var group in await ObjectLookup.ReadGroupsOfAsync(connection, one.Id, cancellation))
            found.Links.Add(new OnPremisesChange.MembersChanged(group, [one.Id], []));
    }

    private async Task AddAsync(
        LdapConnection connection,
        LdapEntry entry,
        bool isPlacedAnew,
        Gathered found,
        CancellationToken cancellation)
    {
        if (context.Mapper.Map(entry) is not { } item) return;
        if (!context.Scope.Contains(item.DistinguishedName))
        {
            found.Changes.Add(new OnPremisesChange.Gone(item.Id, IsDeleted: false));
            return;
        }

        found.Changes.Add(new OnPremisesChange.Upserted(item));
        // It may have come into scope with members that no change will mention.
        if (item.Kind == OnPremisesObjectKind.Group && isPlacedAnew && found.Described.Add(item.Id)) await ReadMembersAsync(connection, item.Id, found, cancellation);
    }

    private static async Task ReadMembersAsync(LdapConnection connection, Guid group, Gathered found, CancellationToken cancellation) =>
        found.Links.Add(new OnPremisesChange.MembersReplaced(group, await MembershipRead.ReadAsync(connection, group, cancellation, found.Foreign)));

    private void AddLinks(ChangedObject one, List<OnPremisesChange> links)
    {
        var (added, removed) = (one.Added, one.Removed);
        if (added.Count + removed.Count == 0 || !context.Scope.Contains(one.Name)) return;
        links.Add(new OnPremisesChange.MembersChanged(one.Id, added, removed));
    }

    private sealed class Gathered
    {
        public List<OnPremisesChange> Changes { get; } = [];

        public List<OnPremisesChange> Links { get; } = [];

        /// <summary>Groups whose members were read as they are.</summary>
        public HashSet<Guid> Described { get; } = [];

        public HashSet<Guid> Foreign { get; } = [];
    }
}
