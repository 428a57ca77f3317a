namespace Ldap;

/// <summary>
/// Follows referrals for a caller who asks for it: with the same credentials, certificate authorities, deadlines and protection
/// as the connection that was referred. A server never decides that a password goes to another place in the clear.
/// </summary>
public static class LdapReferrals
{
    private const int MostHops = 10;

    public static async Task<IReadOnlyList<LdapEntry>> FindFollowingAsync(
        this LdapConnection connection,
        LdapSearchRequest request,
        CancellationToken cancellation)
    {
        var found = new List<LdapEntry>();
        var visited = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var waiting = new Queue<(LdapEndpoint Endpoint, LdapSearchRequest Request)>();
        await CollectAsync(connection, request, found, waiting, cancellation);
        while (waiting.TryDequeue(out var next))
        {
            if (!visited.Add($"{next.Endpoint} {next.Request.Base} {next.Request.Scope}")) throw Loop($"{next.Endpoint} was referred to before");
            if (visited.Count > MostHops) throw Loop($"more than {MostHops} servers refer to each other");
            await using var other = await LdapConnection.ConnectAsync(connection.Options with { Endpoint = next.Endpoint }, cancellation);
            await CollectAsync(other, next.Request, found, waiting, cancellation);
        }

        return found;
    }

    private static async Task CollectAsync(
        LdapConnection connection,
        LdapSearchRequest request,
        List<LdapEntry> found,
        Queue<(LdapEndpoint Endpoint, LdapSearchRequest Request)> waiting,
        CancellationToken cancellation)
    {
        await using var search = connection.Search(request, cancellation);
        var targets = new List<string>();
        try
        {
            await foreach (var entry in search.WithCancellation(cancellation)) found.Add(entry);
            targets.AddRange(search.References);
        }
        catch (LdapException e) when (e.Result is { Code: LdapResultCode.Referral } result)
        {
            // The alternatives of one referral are the same place: the first will do.
            targets.AddRange(result.Referrals.Take(1));
        }

        foreach (var target in targets) waiting.Enqueue(Resolve(connection, request, target));
    }

    private static (LdapEndpoint Endpoint, LdapSearchRequest Request) Resolve(LdapConnection from, LdapSearchRequest request, string target)
    {
        if (!LdapUrl.TryParse(target, out var url)) throw LdapErrors.ProtocolViolation($"the referral \"{target}\"");
        var endpoint = LdapEndpoint.For(url.Host, url.Port, from.Endpoint.Security);
        return (endpoint, request with { Base = url.Name ?? request.Base, Scope = url.Scope ?? request.Scope });
    }

    private static LdapException Loop(string how) => new(
        LdapErrorKind.Referral,
        $"The referrals lead in a circle: {how}.",
        "Correct the cross references of the forest, or search in each domain by itself.");
}
