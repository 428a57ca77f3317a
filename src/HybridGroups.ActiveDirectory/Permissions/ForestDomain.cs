using System.Text;
using Ldap;

namespace HybridGroups.ActiveDirectory.Permissions;

/// <summary>A domain of the forest. Its permissions are written on a domain controller of its own.</summary>
public sealed record ForestDomain(DistinguishedName Name, string DnsName)
{
    private const string DomainPartition = "2";

    /// <summary>Every domain of the forest, the one that this server holds first.</summary>
    public static async Task<IReadOnlyList<ForestDomain>> ReadAllAsync(LdapConnection connection, CancellationToken cancellation)
    {
        var root = await connection.ReadAsync(DistinguishedName.Root, ["defaultNamingContext", "configurationNamingContext"], cancellation);
        if (root?.Text("defaultNamingContext") is not { } own || root.Text("configurationNamingContext") is not { } configuration)
            throw new FormatException($"{connection.Endpoint} is not an Active Directory domain controller.");

        var request = new LdapSearchRequest(
            DistinguishedName.Parse(configuration).Child("CN", "Partitions"),
            LdapScope.OneLevel,
            LdapFilter.AllOf(
                LdapFilter.Is("objectClass", "crossRef"),
                new LdapFilter.Matching(LdapControlOid.MatchingRuleBitAnd, "systemFlags", Encoding.ASCII.GetBytes(DomainPartition), InName: false)))
        {
            Attributes = ["nCName", "dnsRoot"],
        };
        var here = DistinguishedName.Parse(own);
        return
        [
            .. (await connection.FindAsync(request, cancellation))
                .Where(entry => entry.Text("nCName") is not null && entry.Text("dnsRoot") is not null)
                .Select(entry => new ForestDomain(DistinguishedName.Parse(entry.Text("nCName")!), entry.Text("dnsRoot")!))
                .OrderBy(domain => domain.Name.Equals(here) ? 0 : 1)
                .ThenBy(domain => domain.DnsName, StringComparer.OrdinalIgnoreCase),
        ];
    }
}
