using Ldap;

namespace HybridGroups.ActiveDirectory.Permissions;

/// <summary>What is missing on one object. Nothing was written yet.</summary>
public sealed record PermissionPlan(DistinguishedName Target, IReadOnlyList<AccessEntry> Missing, IReadOnlyList<AccessEntry> Present)
{
    public bool IsComplete => Missing.Count == 0;

    /// <summary>The entries to be added, as SDDL.</summary>
    public string MissingSddl => Sddl.Write(Missing);
}
