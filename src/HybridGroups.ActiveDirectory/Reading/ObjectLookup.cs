using HybridGroups.ActiveDirectory.Mapping;
using Ldap;

namespace HybridGroups.ActiveDirectory.Reading;

/// <summary>Reads many objects by their identities, and all that is below a container.</summary>
internal sealed class ObjectLookup(ReadContext context)
{
    private const int IdentitiesPerSearch = 100;

    public async Task<Dictionary<Guid, LdapEntry>> ReadAsync(LdapConnection connection, IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var found = new Dictionary<Guid, LdapEntry>();
        foreach (var part in ids.Chunk(IdentitiesPerSearch))
        {
            var request = new LdapSearchRequest(
                context.Domain.BaseName,
                LdapScope.Subtree,
                LdapFilter.AnyOf([.. part.Select(id => LdapFilter.Is("objectGUID", id.ToByteArray()))]))
            {
                Attributes = context.Attributes,
                Controls = ReadContext.Controls,
            };
            foreach (var entry in await connection.FindAsync(request, cancellation))
            {
                if (ObjectMapper.IdOf(entry) is { } id) found[id] = entry;
            }
        }

        return found;
    }

    /// <summary>By its identity, because it may be renamed again at any moment; nothing when it was deleted meanwhile.</summary>
    public async Task<List<LdapEntry>> ReadBelowAsync(LdapConnection connection, Guid container, CancellationToken cancellation)
    {
        var request = new LdapSearchRequest(DistinguishedName.FromObjectGuid(container), LdapScope.Subtree, ObjectMapper.AnyKind)
        {
            Attributes = context.Attributes,
            Controls = ReadContext.Controls,
        };
        var found = new List<LdapEntry>();
        try
        {
            await foreach (var entry in connection.SearchPagedAsync(request, context.PageSize, cancellation)) found.Add(entry);
            return found;
        }
        catch (LdapException e) when (e.Kind == LdapErrorKind.NoSuchObject)
        {
            // The changes that come next tell of its deletion.
            return [];
        }
    }

    public static async Task<List<Guid>> ReadGroupsOfAsync(LdapConnection connection, Guid member, CancellationToken cancellation)
    {
        var entry = await connection.ReadAsync(DistinguishedName.FromObjectGuid(member), ["memberOf"], cancellation, ReadContext.Controls);
        return entry?.Find("memberOf") is { } groups ? [.. groups.Values.Select(value => ObjectMapper.LinkTarget(value.Span))] : [];
    }
}
