using System.Runtime.CompilerServices;

namespace Ldap;

/// <summary>A search page by page. The next page is asked for as soon as one is here, while its entries are still being used.</summary>
public static class LdapPagedSearch
{
    public static async IAsyncEnumerable<LdapEntry> SearchPagedAsync(
        this LdapConnection connection,
        LdapSearchRequest request,
        int pageSize,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        LdapSearch? page = Start(connection, request, pageSize, default, cancellation);
        Task<LdapSearch?>? next = null;
        try
        {
            while (page is not null)
            {
                next = FollowAsync(connection, page, request, pageSize, cancellation);
                await foreach (var entry in page.WithCancellation(cancellation)) yield return entry;
                await page.DisposeAsync();
                page = null;
                page = await next;
                next = null;
            }
        }
        finally
        {
            if (page is not null) await page.DisposeAsync();
            if (next is not null && await Settle(next) is { } unread) await unread.DisposeAsync();
        }
    }

    private static LdapSearch Start(
        LdapConnection connection,
        LdapSearchRequest request,
        int pageSize,
        ReadOnlyMemory<byte> cookie,
        CancellationToken cancellation) =>
        connection.Search(request.With(PagedResultsControl.Request(pageSize, cookie)), cancellation);

    private static async Task<LdapSearch?> FollowAsync(
        LdapConnection connection,
        LdapSearch page,
        LdapSearchRequest request,
        int pageSize,
        CancellationToken cancellation)
    {
        var result = await page.Completion;
        if (result.Code != LdapResultCode.Success) return null;
        var cookie = PagedResultsControl.ReadCookie(result);
        return cookie.IsEmpty ? null : Start(connection, request, pageSize, cookie, cancellation);
    }

    // The error of a page is thrown where its entries are read; here it would only hide that one.
    private static async Task<LdapSearch?> Settle(Task<LdapSearch?> next)
    {
        await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return next.IsCompletedSuccessfully ? await next : null;
    }
}
