using Ldap;

namespace HybridGroups.ActiveDirectory.Permissions;

/// <summary>What is missing on one object. Nothing was written yet.</summary>
public sealed record PermissionPlan(DistinguishedName Target, IReadOnlyList<AccessEntry> Missing, IReadOnlyList<AccessEntry> Present)
{
    public bool IsComplete => Missing.Count == 0;

    /// <summary>
    /// The list can be neither read nor written before the administrators own the object: the container of deleted objects
    /// belongs to the system until somebody takes it over. What is missing is then not known, and all of it is listed.
    /// </summary>
    public bool TakesOwnership { get; init; }

    /// <summary>The entries to be added, as SDDL.</summary>
    public string MissingSddl => Sddl.Write(Missing);
}
