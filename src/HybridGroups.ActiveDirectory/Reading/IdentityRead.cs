using HybridGroups.ActiveDirectory.Mapping;
using Ldap;

namespace HybridGroups.ActiveDirectory.Reading;

/// <summary>Who is there. An error on the way is an error, never a shorter list.</summary>
internal sealed class IdentityRead(ReadContext context)
{
    public async Task<IReadOnlySet<Guid>> RunAsync(LdapConnection connection, CancellationToken cancellation)
    {
        var ids = new HashSet<Guid>();
        foreach (var searchBase in context.Scope.Bases)
        {
            var request = new LdapSearchRequest(searchBase, LdapScope.Subtree, ObjectMapper.AnyKind)
            {
                Attributes = ["objectGUID"],
                Controls = [LdapControls.DomainScope],
            };
            await foreach (var entry in connection.SearchPagedAsync(request, context.PageSize, cancellation))
            {
                if (ObjectMapper.IdOf(entry) is { } id && context.Scope.Contains(entry.NameText)) ids.Add(id);
            }
        }

        return ids;
    }
}
