using HybridGroups.ActiveDirectory.Mapping;

namespace HybridGroups.ActiveDirectory.Permissions;

/// <summary>
/// The least that writing groups back needs. Groups may be created and deleted in the container and below; of a group only the
/// attributes that are written may be written. No right reaches any object but a group.
/// </summary>
internal static class WritebackRights
{
    /// <summary>What is written on a group. A rename writes name and cn; a move between containers also deletes from the old one.</summary>
    public static readonly IReadOnlyList<string> Attributes =
    [
        "member", "cn", "name", "sAMAccountName", "displayName", "description", "info", "groupType", "adminDescription", "mail",
        "proxyAddresses", "managedBy", "msDS-ExternalDirectoryObjectId", "msDS-ObjectSoa", "mailNickname", "targetAddress",
        "msExchRecipientTypeDetails", "msExchRecipientDisplayType", "msExchHideFromAddressLists",
        .. Enumerable.Range(1, 15).Select(number => $"extensionAttribute{number}"),
    ];

    /// <summary>What Samba writes in the name of the account when it revives a group; Active Directory does that by itself.</summary>
    public static readonly IReadOnlyList<string> SambaRevivalAttributes = ["objectCategory", "sAMAccountType", "adminCount", "operatorCount", "isRecycled"];

    public static IReadOnlyList<AccessEntry> OnContainer(SecurityIdentifier account, IReadOnlyDictionary<string, Guid> attributes) =>
    [
        AccessEntry.Allow(
            account, AccessRights.CreateChild | AccessRights.DeleteChild, AccessInheritance.Containers, SchemaIds.GroupClass),
        AccessEntry.Allow(
            account,
            AccessRights.Delete | AccessRights.ReadProperty | AccessRights.ListChildren | AccessRights.ListObject | AccessRights.ReadControl,
            AccessInheritance.Containers | AccessInheritance.InheritOnly,
            inheritedType: SchemaIds.GroupClass),
        .. attributes.OrderBy(one => one.Key, StringComparer.OrdinalIgnoreCase).Select(one => AccessEntry.Allow(
            account,
            AccessRights.WriteProperty,
            AccessInheritance.Containers | AccessInheritance.InheritOnly,
            one.Value,
            SchemaIds.GroupClass)),
    ];

    /// <summary>On the root of the domain, when groups that were deleted are to come back with their SID.</summary>
    public static AccessEntry Revival(SecurityIdentifier account) =>
        AccessEntry.Allow(account, AccessRights.ControlAccess, AccessInheritance.None, SchemaIds.ReanimateTombstones);

    /// <summary>On the container of deleted objects, to see what is in it as far as each object shows itself.</summary>
    public static AccessEntry Deletions(SecurityIdentifier account) =>
        AccessEntry.Allow(account, AccessRights.ListChildren | AccessRights.ReadProperty, AccessInheritance.None);

    /// <summary>On the root of the domain, to read changes without object security. It does not show passwords.</summary>
    public static AccessEntry Replication(SecurityIdentifier account) =>
        AccessEntry.Allow(account, AccessRights.ControlAccess, AccessInheritance.None, SchemaIds.ReplicateChanges);
}
