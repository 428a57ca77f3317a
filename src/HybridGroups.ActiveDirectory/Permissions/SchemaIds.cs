using Ldap;

namespace HybridGroups.ActiveDirectory.Permissions;

/// <summary>The identifiers by which access entries name classes and attributes.</summary>
internal static class SchemaIds
{
    public static readonly Guid GroupClass = new("bf967a9c-0de6-11d0-a285-00aa003049e2");
    public static readonly Guid ReanimateTombstones = new("45ec5156-db7e-47bb-b53f-dbeb2d03c40f");
    public static readonly Guid ReplicateChanges = new("1131f6aa-9c07-11d1-f79f-00c04fc2dcd2");

    /// <summary>Of those attributes that the schema of this forest has.</summary>
    public static async Task<IReadOnlyDictionary<string, Guid>> ReadAsync(
        LdapConnection connection,
        DistinguishedName schema,
        IReadOnlyList<string> attributes,
        CancellationToken cancellation)
    {
        var request = new LdapSearchRequest(
            schema, LdapScope.OneLevel, LdapFilter.AnyOf([.. attributes.Select(name => LdapFilter.Is("lDAPDisplayName", name))]))
        {
            Attributes = ["lDAPDisplayName", "schemaIDGUID"],
        };
        var ids = new Dictionary<string, Guid>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in await connection.FindAsync(request, cancellation))
        {
            if (entry.Text("lDAPDisplayName") is { } name && entry.Bytes("schemaIDGUID") is { Length: 16 } id) ids[name] = new Guid(id.Span);
        }

        return ids;
    }
}
