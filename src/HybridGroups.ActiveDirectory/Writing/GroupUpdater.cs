using Ldap;

namespace HybridGroups.ActiveDirectory.Writing;

/// <summary>Attributes, name and place of a group.</summary>
internal sealed class GroupUpdater(WriteGuard guard)
{
    private static readonly HashSet<string> Forbidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "member", "nTSecurityDescriptor", "objectClass", "objectSid", "objectGUID", "sIDHistory", "adminCount", "isCriticalSystemObject",
        "cn", "name", "distinguishedName", "isDeleted", "primaryGroupToken", "userAccountControl",
    };

    /// <summary>Members, names and permissions have ways of their own, with checks of their own.</summary>
    public static bool IsForbidden(string attribute) => Forbidden.Contains(attribute);

    public async Task UpdateAsync(
        LdapConnection connection,
        Guid id,
        IReadOnlyDictionary<string, IReadOnlyList<string>> attributes,
        CancellationToken cancellation)
    {
        if (attributes.Keys.FirstOrDefault(IsForbidden) is { } forbidden)
            throw WriteGuard.Refuse($"{forbidden} is not set this way.", "Leave it out of the mapping.");
        if (attributes.Count == 0) return;
        await guard.RequireGroupAsync(connection, id, cancellation);
        await connection.ModifyAsync(
            DistinguishedName.FromObjectGuid(id),
            [.. attributes.Select(one => LdapModification.Replace(one.Key, one.Value))],
            cancellation,
            new LdapWriteOptions { Controls = [LdapControls.PermissiveModify] });
    }

    public async Task MoveAsync(LdapConnection connection, Guid id, string? newName, string? newContainer, CancellationToken cancellation)
    {
        var found = await guard.RequireGroupAsync(connection, id, cancellation);
        var present = DistinguishedName.Parse(found.DistinguishedName);
        var container = newContainer is null ? present.Parent! : DistinguishedName.Parse(newContainer);
        guard.RequireWritable(container);
        var rdn = newName is null ? present.Rdn : new RelativeDistinguishedName("CN", newName);
        if (container.Equals(present.Parent) && string.Equals(rdn.ToString(), present.Rdn.ToString(), StringComparison.Ordinal)) return;
        // The container is named even when it stays: a name that is an identity has no parent that every server could find.
        await connection.RenameAsync(DistinguishedName.FromObjectGuid(id), rdn, container, cancellation);
    }
}
