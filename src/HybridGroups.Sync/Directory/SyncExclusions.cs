using System.Globalization;

namespace HybridGroups.Sync.Directory;

/// <summary>The rules by which Azure AD Connect leaves objects out; a directory that comes from there relies on them.</summary>
public static class SyncExclusions
{
    private const long RoomListBit = 0x40000000;
    private const long SystemMailboxBits = 0x21C07000;
    private const string ConflictMark = "\\0ACNF:";

    public static SyncExclusion? Of(OnPremisesObject candidate)
    {
        if (candidate.DistinguishedName.Contains(ConflictMark, StringComparison.OrdinalIgnoreCase)) return SyncExclusion.ReplicationConflict;
        return candidate.Kind switch
        {
            OnPremisesObjectKind.Group => OfGroup(candidate),
            OnPremisesObjectKind.User => OfUser(candidate),
            OnPremisesObjectKind.Contact when !IsMailEnabled(candidate) => SyncExclusion.ContactWithoutMail,
            _ => null,
        };
    }

    public static bool IsMailEnabled(OnPremisesObject candidate) =>
        candidate.First("mail")?.Contains('@', StringComparison.Ordinal) == true
        || candidate.All("proxyAddresses").Any(address =>
            address.StartsWith("SMTP:", StringComparison.Ordinal) && address.Contains('@', StringComparison.Ordinal));

    private static SyncExclusion? OfGroup(OnPremisesObject group)
    {
        if (group.Protection.HasFlag(ProtectionReasons.CriticalSystemObject)) return SyncExclusion.CriticalSystemObject;
        // The mark may also be in msDS-ExternalDirectoryObjectId alone.
        if (group.Group?.WrittenBackFrom is not null || StartsWith(group.First("adminDescription"), "Group_")) return SyncExclusion.WrittenBack;
        if (Is(group.First("sAMAccountName"), "MSOL_AD_Sync_RichCoexistence")) return SyncExclusion.CoexistenceGroup;
        if ((RecipientType(group) & RoomListBit) != 0) return SyncExclusion.SystemRecipient;
        return group.Group is { Kind.IsSecurity: false } && !IsMailEnabled(group) ? SyncExclusion.NeitherSecurityNorMail : null;
    }

    private static SyncExclusion? OfUser(OnPremisesObject user)
    {
        var name = user.First("sAMAccountName");
        if (string.IsNullOrEmpty(name)) return SyncExclusion.NoAccountName;
        if (StartsWith(user.First("adminDescription"), "User_")) return SyncExclusion.WrittenBack;
        if (Is(name, "SUPPORT_388945a0") || StartsWith(name, "AAD_") || StartsWith(name, "MSOL_")
            || (StartsWith(name, "CAS_") && name.Contains('{', StringComparison.Ordinal))) return SyncExclusion.ServiceAccountOfSync;
        return StartsWith(name, "SystemMailbox{") || (RecipientType(user) & SystemMailboxBits) != 0 ? SyncExclusion.SystemRecipient : null;
    }

    private static long RecipientType(OnPremisesObject candidate) =>
        long.TryParse(candidate.First("msExchRecipientTypeDetails"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var type) ? type : 0;

    private static bool StartsWith(string? text, string start) => text?.StartsWith(start, StringComparison.OrdinalIgnoreCase) == true;

    private static bool Is(string? text, string other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);
}
