using HybridGroups.ActiveDirectory.Connections;
using HybridGroups.ActiveDirectory.Mapping;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Permissions;

/// <summary>From what people call an account to the SID by which permissions know it.</summary>
public static class AccountLookup
{
    /// <param name="connection">To a domain controller of the account's domain.</param>
    /// <param name="account">A distinguished name, a SID, or a sAMAccountName with or without its domain.</param>
    /// <param name="cancellation">Gives up.</param>
    public static Task<SecurityIdentifier> FindAsync(LdapConnection connection, string account, CancellationToken cancellation) =>
        LdapTranslation.RunAsync(() => FindWithinAsync(connection, account, cancellation), isWrite: false);

    /// <summary>The account and every group it is in, directly or through others, as the domain controller itself counts them.</summary>
    public static Task<IReadOnlyList<SecurityIdentifier>> IdentitiesAsync(LdapConnection connection, SecurityIdentifier account, CancellationToken cancellation) =>
        LdapTranslation.RunAsync(() => IdentitiesWithinAsync(connection, account, cancellation), isWrite: false);

    private static async Task<IReadOnlyList<SecurityIdentifier>> IdentitiesWithinAsync(LdapConnection connection, SecurityIdentifier account, CancellationToken cancellation)
    {
        List<SecurityIdentifier> identities = [account, SecurityIdentifier.Everyone, SecurityIdentifier.AuthenticatedUsers];
        var request = new LdapSearchRequest(DistinguishedName.FromObjectSid(account.ToString()), LdapScope.Base, LdapFilter.Everything) { Attributes = ["tokenGroups"] };
        foreach (var value in (await FindAsync(connection, request, cancellation)).SelectMany(entry => entry.Find("tokenGroups")?.Values ?? []))
        {
            if (SecurityIdentifier.TryRead(value.Span) is { } group) identities.Add(group);
        }

        return identities;
    }

    private static async Task<SecurityIdentifier> FindWithinAsync(LdapConnection connection, string account, CancellationToken cancellation)
    {
        if (SecurityIdentifier.TryParse(account, out var given)) return given;
        var root = await connection.ReadAsync(DistinguishedName.Root, ["defaultNamingContext"], cancellation);
        var domain = DistinguishedName.Parse(root?.Text("defaultNamingContext") ?? "");
        var (searchBase, scope, filter) = DistinguishedName.TryParse(account, out var name)
            ? (name, LdapScope.Base, LdapFilter.Everything)
            : (domain, LdapScope.Subtree, LdapFilter.Is("sAMAccountName", account[(account.LastIndexOf('\\') + 1)..]));
        var request = new LdapSearchRequest(searchBase, scope, filter) { Attributes = ["objectSid"], Controls = [LdapControls.DomainScope] };
        return await FindAsync(connection, request, cancellation) is [var found] && found.Bytes("objectSid") is { } sid
            ? SecurityIdentifier.Read(sid.Span)
            : throw new OnPremisesException(
                OnPremisesErrorKind.NotFound,
                $"The account {account} was not found in {domain}.",
                "Give its sAMAccountName (a group managed service account's ends in $), its distinguished name or its SID.");
    }

    private static async Task<IReadOnlyList<LdapEntry>> FindAsync(LdapConnection connection, LdapSearchRequest request, CancellationToken cancellation)
    {
        try
        {
            return await connection.FindAsync(request, cancellation);
        }
        catch (LdapException e) when (e.Kind == LdapErrorKind.NoSuchObject)
        {
            return [];
        }
    }
}
