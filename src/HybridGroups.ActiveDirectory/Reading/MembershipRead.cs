using HybridGroups.ActiveDirectory.Mapping;
using Ldap;

namespace HybridGroups.ActiveDirectory.Reading;

/// <summary>All members of one group, to the last piece.</summary>
internal static class MembershipRead
{
    public static async Task<List<Guid>> ReadAsync(LdapConnection connection, Guid group, CancellationToken cancellation, ISet<Guid>? foreign = null)
    {
        var name = DistinguishedName.FromObjectGuid(group);
        var entry = await connection.ReadAsync(name, [MappedAttributes.Members], cancellation, ReadContext.Controls);
        if (entry is null) return [];
        var whole = await connection.CompleteAsync(entry, name, ReadContext.Controls, cancellation);
        foreach (var link in whole.Find(MappedAttributes.Members)?.Values ?? [])
        {
            if (foreign is not null && ObjectMapper.LinksToForeign(link.Span)) foreign.Add(ObjectMapper.LinkTarget(link.Span));
        }

        return ObjectMapper.MembersOf(whole);
    }
}
