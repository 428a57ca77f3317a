using HybridGroups.ActiveDirectory.Mapping;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Reading;

/// <summary>
/// Everything in scope. (1) The position in the stream of changes is taken. (2) All objects are read, page by page. (3) The
/// changes since that position are applied, so that nothing that happened meanwhile is lost. (4) A group whose members came
/// in pieces while some were removed may have lost others between two pieces: it is read again until that did not happen.
/// </summary>
internal sealed class FullRead(ReadContext context, IncrementalRead increments)
{
    private const int MostRounds = 20;

    public async Task<DirectoryCookie> RunAsync(Action<OnPremisesChange> receive, CancellationToken cancellation)
    {
        var cookie = await increments.CurrentPositionAsync(cancellation);
        var inPieces = new HashSet<Guid>();
        foreach (var searchBase in context.Scope.Bases)
        {
            await context.Session.ReadOnceAsync(
                async connection =>
                {
                    await ReadBaseAsync(connection, searchBase, inPieces, receive, cancellation);
                    return true;
                },
                cancellation);
        }

        for (var round = 0; ; round++)
        {
            var batch = await increments.RunAsync(cookie, cancellation) as ChangeBatch.Changes
                ?? throw new OnPremisesException(
                    OnPremisesErrorKind.Transient,
                    "The domain controller refused the position that it gave at the beginning of the full read.",
                    "The full read is begun again; look for a restore of the domain controller.");
            foreach (var change in batch.List) receive(change);
            cookie = batch.Cookie;
            var doubtful = batch.List.OfType<OnPremisesChange.MembersChanged>()
                .Where(change => change.Removed.Count > 0 && inPieces.Contains(change.Group))
                .Select(change => change.Group)
                .Distinct()
                .ToList();
            if (doubtful.Count == 0) return cookie;
            if (round == MostRounds)
                throw new OnPremisesException(
                    OnPremisesErrorKind.Transient,
                    $"The members of {doubtful.Count} large groups change faster than they can be read.",
                    "The full read is begun again; let the mass change of these groups come to its end.");
            foreach (var group in doubtful) receive(new OnPremisesChange.MembersReplaced(group, await ReadMembersAsync(group, cancellation)));
        }
    }

    public Task<List<Guid>> ReadMembersAsync(Guid group, CancellationToken cancellation) =>
        context.Session.ReadAsync(connection => MembershipRead.ReadAsync(connection, group, cancellation), cancellation);

    private async Task ReadBaseAsync(
        LdapConnection connection,
        DistinguishedName searchBase,
        HashSet<Guid> inPieces,
        Action<OnPremisesChange> receive,
        CancellationToken cancellation)
    {
        var request = new LdapSearchRequest(searchBase, LdapScope.Subtree, ObjectMapper.AnyKind)
        {
            Attributes = [.. context.Attributes, MappedAttributes.Members],
            Controls = ReadContext.Controls,
        };
        await foreach (var entry in connection.SearchPagedAsync(request, context.PageSize, cancellation))
        {
            if (context.Mapper.Map(entry) is not { } found || !context.Scope.Contains(found.DistinguishedName)) continue;
            receive(new OnPremisesChange.Upserted(found));
            if (found.Kind != OnPremisesObjectKind.Group) continue;
            var whole = entry;
            if (LdapRangedAttributes.HasRanges(entry))
            {
                inPieces.Add(found.Id);
                whole = await connection.CompleteAsync(entry, DistinguishedName.FromObjectGuid(found.Id), ReadContext.Controls, cancellation);
            }

            receive(new OnPremisesChange.MembersReplaced(found.Id, ObjectMapper.MembersOf(whole)));
        }
    }
}
