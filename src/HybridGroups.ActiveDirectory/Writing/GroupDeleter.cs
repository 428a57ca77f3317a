using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Writing;

/// <summary>Deletes one group, read a moment before, that still carries the mark of the one that is meant; never what is below.</summary>
internal sealed class GroupDeleter(WriteGuard guard)
{
    public async Task RunAsync(LdapConnection connection, Guid id, WritebackAnchor expected, CancellationToken cancellation)
    {
        var found = await guard.RequireGroupAsync(connection, id, cancellation);
        if (found.Group?.WrittenBackFrom is not { } mark || mark != expected)
            throw WriteGuard.Refuse(
                $"{found.DistinguishedName} does not carry the mark {expected} but {(found.Group?.WrittenBackFrom is { } other ? other.ToString() : "none")}: it was not deleted.",
                "Somebody has taken the group over. Delete it by hand if it is really to go.");
        await connection.DeleteAsync(DistinguishedName.FromObjectGuid(id), cancellation);
    }
}
