using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Writing;

/// <summary>What this account may do, reckoned by the directory itself.</summary>
internal static class EffectiveRights
{
    public static async Task<ContainerRights> ReadAsync(LdapConnection connection, DistinguishedName container, CancellationToken cancellation)
    {
        var entry = await connection.ReadAsync(container, ["allowedChildClassesEffective"], cancellation);
        if (entry is null) return new ContainerRights(Exists: false, MayCreateGroups: false, []);
        var mayCreate = entry.Texts("allowedChildClassesEffective").Contains("group", StringComparer.OrdinalIgnoreCase);
        // The rights on groups show on a group: any that is there will do, because they are inherited.
        var sample = new LdapSearchRequest(container, LdapScope.OneLevel, LdapFilter.Is("objectClass", "group"))
        {
            Attributes = ["allowedAttributesEffective"],
            SizeLimit = 1,
        };
        await using var search = connection.Search(sample, cancellation);
        LdapEntry? group = null;
        try
        {
            await foreach (var found in search.WithCancellation(cancellation)) group ??= found;
        }
        catch (LdapException e) when (e.Kind == LdapErrorKind.LimitExceeded)
        {
            // There are more than the one asked for.
        }

        return new ContainerRights(Exists: true, mayCreate, group?.Texts("allowedAttributesEffective") ?? []);
    }
}
