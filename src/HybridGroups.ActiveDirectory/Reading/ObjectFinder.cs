using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Reading;

/// <summary>Finds objects by the anchor that somebody gave them, in the whole domain.</summary>
internal sealed class ObjectFinder(ReadContext context)
{
    public async Task<OnPremisesObject?> FindAsync(LdapConnection connection, Guid anchor, CancellationToken cancellation)
    {
        var request = new LdapSearchRequest(context.Domain.BaseName, LdapScope.Subtree, LdapFilter.Is("mS-DS-ConsistencyGuid", anchor.ToByteArray()))
        {
            Attributes = context.Attributes,
            Controls = ReadContext.Controls,
        };
        return (await connection.FindAsync(request, cancellation)).Select(context.Mapper.Map).OfType<OnPremisesObject>().FirstOrDefault();
    }
}
