using HybridGroups.ActiveDirectory.Connections;
using HybridGroups.ActiveDirectory.Mapping;
using HybridGroups.ActiveDirectory.Permissions;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Writing;

/// <summary>
/// Stands before every write. It reads the object as it is at this moment, whatever the plan believed: only groups, only in the
/// writable containers, never one that the directory protects.
/// </summary>
internal sealed class WriteGuard(ActiveDirectoryOptions options, DomainFacts domain)
{
    private static readonly string[] Attributes =
    [
        "objectClass", "objectGUID", "objectSid", "adminCount", "isCriticalSystemObject", "adminDescription", "msDS-ExternalDirectoryObjectId",
        "groupType", "sAMAccountName", "msDS-ObjectSoa", "nTSecurityDescriptor",
    ];

    private readonly ObjectMapper mapper = new(domain.DomainSid);

    public void RequireWritable(DistinguishedName container)
    {
        if (!options.WritableContainers.Any(container.IsAtOrBelow))
            throw Refuse(
                $"{container} is not in a writable container.",
                "Add it to writableContainers of the SyncConnector, if that is meant.");
    }

    public async Task<OnPremisesObject> RequireGroupAsync(LdapConnection connection, Guid id, CancellationToken cancellation)
    {
        var entry = await connection.ReadAsync(
            DistinguishedName.FromObjectGuid(id),
            Attributes,
            cancellation,
            LdapControls.SecurityDescriptor(LdapSecurityDescriptorParts.DiscretionaryList));
        if (entry is null || mapper.Map(entry) is not { } found)
            throw new OnPremisesException(
                OnPremisesErrorKind.NotFound, $"There is no group with the identity {id}.", "It was deleted meanwhile; the next read shows it.");
        if (found.Kind != OnPremisesObjectKind.Group)
            throw Refuse($"{found.DistinguishedName} is no group but a {found.Kind}.", "Only groups are ever written.");
        // Its place must be writable, and so must it not be the container itself that is named.
        RequireWritable(entry.Name.Parent ?? DistinguishedName.Root);
        var protection = found.Protection | (await IsLikeAdminSdHolderAsync(connection, entry, cancellation) ? ProtectionReasons.AdminSdHolder : ProtectionReasons.None);
        if (protection != ProtectionReasons.None)
            throw Refuse(
                $"{found.DistinguishedName} is protected by the directory ({protection}).",
                "Privileged groups are not managed here. If it is one no longer, clear adminCount and turn the inheritance of its permissions on again.");
        return found;
    }

    public static OnPremisesException Refuse(string message, string remedy) => new(OnPremisesErrorKind.Guarded, message, remedy);

    private async Task<bool> IsLikeAdminSdHolderAsync(LdapConnection connection, LdapEntry entry, CancellationToken cancellation)
    {
        if (entry.Bytes("nTSecurityDescriptor") is not { } bytes || !SecurityDescriptor.TryRead(bytes.Span, out var own) || !own.IsProtected) return false;
        var holder = await connection.ReadAsync(
            domain.BaseName.Child("CN", "System").Child("CN", "AdminSDHolder"),
            ["nTSecurityDescriptor"],
            cancellation,
            LdapControls.SecurityDescriptor(LdapSecurityDescriptorParts.DiscretionaryList));
        return holder?.Bytes("nTSecurityDescriptor") is { } model
            && SecurityDescriptor.TryRead(model.Span, out var pattern)
            && pattern.Entries.Count > 0
            && pattern.Entries.All(expected => own.Entries.Any(expected.Equals));
    }
}
