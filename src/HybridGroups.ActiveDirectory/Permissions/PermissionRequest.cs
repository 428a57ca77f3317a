using Ldap;

namespace HybridGroups.ActiveDirectory.Permissions;

/// <summary>For whom, and where.</summary>
/// <param name="Account">The service account: a distinguished name, a SID, or its sAMAccountName.</param>
/// <param name="Container">One container; every domain of the forest that this server holds when null.</param>
public sealed record PermissionRequest(string Account, DistinguishedName? Container)
{
    /// <summary>Also to revive deleted groups with their SID; it must see them for that.</summary>
    public bool Revival { get; init; }

    /// <summary>Also to see deleted objects.</summary>
    public bool Deletions { get; init; }

    /// <summary>Also to read changes without object security.</summary>
    public bool Replication { get; init; }

    /// <summary>What the account may do as a member of groups counts too. Only for checking: a grant is the account's own.</summary>
    public bool ThroughGroups { get; init; }
}
