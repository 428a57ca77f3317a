using HybridGroups.ActiveDirectory.Mapping;
using HybridGroups.ActiveDirectory.Reading;
using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Writing;

/// <summary>Finds groups by the mark of their writeback, living and deleted.</summary>
internal sealed class GroupFinder(ReadContext context)
{
    public async Task<List<OnPremisesObject>> FindAsync(LdapConnection connection, WritebackAnchor anchor, CancellationToken cancellation)
    {
        var request = new LdapSearchRequest(
            context.Domain.BaseName,
            LdapScope.Subtree,
            LdapFilter.AllOf(LdapFilter.Is("objectClass", "group"), LdapFilter.AnyOf(Marks(anchor))))
        {
            Attributes = context.Attributes,
            Controls = ReadContext.Controls,
        };
        return [.. (await connection.FindAsync(request, cancellation)).Select(context.Mapper.Map).OfType<OnPremisesObject>()];
    }

    /// <summary>
    /// A deleted group that surely was this one: by its mark, which a recycle bin keeps, or by a name made of the mark, which
    /// every tombstone keeps. Never by any other name: a SID given to the wrong group is access given to the wrong people.
    /// </summary>
    public async Task<LdapEntry?> FindDeletedAsync(LdapConnection connection, WritebackAnchor anchor, CancellationToken cancellation)
    {
        List<LdapFilter> conditions =
        [
            LdapFilter.Is("isDeleted", "TRUE"),
            LdapFilter.Is("objectClass", "group"),
            LdapFilter.AnyOf([.. Marks(anchor), LdapFilter.StartsWith("cn", anchor + "\n")]),
        ];
        // What has left the recycle bin cannot come back; without one, servers differ in whether a tombstone says so.
        if (context.Domain.HasRecycleBin) conditions.Add(LdapFilter.None(LdapFilter.Is("isRecycled", "TRUE")));
        var request = new LdapSearchRequest(context.Domain.BaseName, LdapScope.Subtree, LdapFilter.AllOf([.. conditions]))
        {
            Attributes = ["objectGUID", "whenChanged", "sAMAccountName"],
            Controls = [LdapControls.ShowDeleted],
        };
        var found = await connection.FindAsync(request, cancellation);
        return found.OrderByDescending(entry => entry.Text("whenChanged"), StringComparer.Ordinal).FirstOrDefault();
    }

    private LdapFilter[] Marks(WritebackAnchor anchor) =>
        context.Domain.Schema.HasExternalDirectoryObjectId
            ? [LdapFilter.Is("adminDescription", anchor.ToString()), LdapFilter.Is("msDS-ExternalDirectoryObjectId", anchor.ToString())]
            : [LdapFilter.Is("adminDescription", anchor.ToString())];
}
