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
        foreign?.UnionWith(ObjectMapper.ForeignMembersOf(whole));
        return ObjectMapper.MembersOf(whole);
    }
}
