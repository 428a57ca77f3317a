using Ldap;

namespace HybridGroups.ActiveDirectory.Schema;

/// <summary>Which of the attributes that come with a schema extension are there.</summary>
internal sealed record SchemaFacts(bool HasExchange, bool HasExternalDirectoryObjectId, bool HasObjectSoa)
{
    public static async Task<SchemaFacts> ReadAsync(LdapConnection connection, DistinguishedName schema, CancellationToken cancellation)
    {
        string[] wanted = ["msExchRecipientTypeDetails", "msDS-ExternalDirectoryObjectId", "msDS-ObjectSoa"];
        var request = new LdapSearchRequest(
            schema, LdapScope.OneLevel, LdapFilter.AnyOf([.. wanted.Select(name => LdapFilter.Is("lDAPDisplayName", name))]))
        {
            Attributes = ["lDAPDisplayName"],
        };
        var found = (await connection.FindAsync(request, cancellation))
            .Select(entry => entry.Text("lDAPDisplayName"))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new SchemaFacts(found.Contains(wanted[0]), found.Contains(wanted[1]), found.Contains(wanted[2]));
    }
}
