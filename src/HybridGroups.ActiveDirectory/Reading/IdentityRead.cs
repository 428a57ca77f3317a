using HybridGroups.ActiveDirectory.Mapping;
using Ldap;

namespace HybridGroups.ActiveDirectory.Reading;

/// <summary>
/// Who is there. An error on the way is an error, never a shorter list. It is asked for at once first, which a server without a
/// limit answers several times faster than in pages (Samba looks up every entry of a page by itself).
/// </summary>
internal sealed class IdentityRead(ReadContext context)
{
    public async Task<IReadOnlySet<Guid>> RunAsync(LdapConnection connection, CancellationToken cancellation)
    {
        if (context.Session.AnswersAtOnce)
        {
            try
            {
                return await CollectAsync(Requests(context.Session.Options.IdentitiesAtOnce).Select(request => AtOnceAsync(connection, request, cancellation)));
            }
            catch (LdapException e) when (e.Kind is LdapErrorKind.LimitExceeded or LdapErrorKind.TooLarge or LdapErrorKind.DeadlineExceeded)
            {
                // Nothing of what came is kept: it is begun again, in pages.
                context.Session.AnswersAtOnce = false;
            }
        }

        return await CollectAsync(Requests(sizeLimit: 0).Select(request => connection.SearchPagedAsync(request, context.PageSize, cancellation)));
    }

    private static async IAsyncEnumerable<LdapEntry> AtOnceAsync(
        LdapConnection connection,
        LdapSearchRequest request,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var search = connection.Search(request, cancellation);
        await foreach (var entry in search.WithCancellation(cancellation)) yield return entry;
    }

    private IEnumerable<LdapSearchRequest> Requests(int sizeLimit) => context.Scope.Bases.Select(searchBase =>
        new LdapSearchRequest(searchBase, LdapScope.Subtree, ObjectMapper.AnyKind)
        {
            Attributes = ["objectGUID"],
            SizeLimit = sizeLimit,
            Controls = [LdapControls.DomainScope],
        });

    private async Task<HashSet<Guid>> CollectAsync(IEnumerable<IAsyncEnumerable<LdapEntry>> searches)
    {
        var ids = new HashSet<Guid>();
        foreach (var search in searches)
        {
            await foreach (var entry in search)
            {
                if (ObjectMapper.IdOf(entry) is { } id && context.Scope.Contains(entry.NameText)) ids.Add(id);
            }
        }

        return ids;
    }
}
