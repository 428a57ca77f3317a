using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Writing;

/// <summary>What this account may do, reckoned by the directory itself.</summary>
internal static class EffectiveRights
{
    private const int MostSamples = 10;

    public static async Task<ContainerRights> ReadAsync(LdapConnection connection, DistinguishedName container, CancellationToken cancellation)
    {
        var entry = await connection.ReadAsync(container, ["allowedChildClassesEffective"], cancellation);
        if (entry is null) return new ContainerRights(Exists: false, MayCreateGroups: false, []);
        var mayCreate = entry.Texts("allowedChildClassesEffective").Contains("group", StringComparer.OrdinalIgnoreCase);
        // The rights on groups show on a group that inherits them. One that the directory guards does not, and says less than the others.
        var sample = new LdapSearchRequest(container, LdapScope.OneLevel, LdapFilter.Is("objectClass", "group"))
        {
            Attributes = ["allowedAttributesEffective"],
            SizeLimit = MostSamples,
        };
        await using var search = connection.Search(sample, cancellation);
        IReadOnlyList<string> writable = [];
        try
        {
            await foreach (var found in search.WithCancellation(cancellation))
            {
                if (found.Texts("allowedAttributesEffective") is var attributes && attributes.Count > writable.Count) writable = attributes;
            }
        }
        catch (LdapException e) when (e.Kind == LdapErrorKind.LimitExceeded)
        {
            // There are more than were asked for.
        }

        return new ContainerRights(Exists: true, mayCreate, writable);
    }
}
