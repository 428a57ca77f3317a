using HybridGroups.Api.References;
using HybridGroups.Api.Safety;
using Kube.Client.Schema;

namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>Which groups of Entra go where in Active Directory, and as what.</summary>
[Cel(
    "has(self.target.quarantineOrganizationalUnit) || (self.deletionPolicy != 'Quarantine' && (!has(self.deletionPolicyOverrides)"
    + " || (!has(self.deletionPolicyOverrides.hardDeleted) || self.deletionPolicyOverrides.hardDeleted != 'Quarantine')"
    + " && (!has(self.deletionPolicyOverrides.softDeleted) || self.deletionPolicyOverrides.softDeleted != 'Quarantine')"
    + " && (!has(self.deletionPolicyOverrides.leftScope) || self.deletionPolicyOverrides.leftScope != 'Quarantine')"
    + " && (!has(self.deletionPolicyOverrides.policyRemoved) || self.deletionPolicyOverrides.policyRemoved != 'Quarantine')))",
    "is needed where a deletion policy is Quarantine",
    FieldPath = ".target.quarantineOrganizationalUnit")]
public sealed record GroupWritebackPolicySpec
{
    /// <summary>The connector to the domain. It cannot be changed: the groups already made would be lost sight of.</summary>
    [Cel("self == oldSelf", "cannot be changed: make another GroupWritebackPolicy for another connector")]
    public required ConnectorReference ConnectorRef { get; init; }

    /// <summary>Whether groups are written. Switching it off does with the groups made what deletionPolicy says, after their number was confirmed.</summary>
    [Default("true")]
    public bool Enabled { get; init; } = true;

    /// <summary>Which groups of Entra.</summary>
    [Default("{}")]
    public WritebackSelection Selection { get; init; } = new();

    /// <summary>Where in the domain.</summary>
    public required WritebackTarget Target { get; init; }

    /// <summary>What they are called there.</summary>
    [Default("{}")]
    public WritebackNaming Naming { get; init; } = new();

    /// <summary>What types of group they become.</summary>
    [Default("{}")]
    public WritebackGroupTypes GroupTypes { get; init; } = new();

    /// <summary>How members are carried over.</summary>
    [Default("{}")]
    public WritebackMembers Members { get; init; } = new();

    /// <summary>Exchange attributes. Auto: written where the schema has them. Require: without them the policy is not ready. Skip: never written.</summary>
    [Default("\"Auto\"")]
    public ExchangeHandling Exchange { get; init; } = ExchangeHandling.Auto;

    /// <summary>Changes that somebody else made to a written group. Overwrite: taken back. Report: left, and counted in the status.</summary>
    [Default("\"Overwrite\"")]
    public DriftHandling Drift { get; init; } = DriftHandling.Overwrite;

    /// <summary>What becomes of a written group that is no longer wanted: it was deleted in Entra, left the selection, or the policy was disabled or deleted.</summary>
    [Default("\"Retain\"")]
    public WritebackDeletionPolicy DeletionPolicy { get; init; } = WritebackDeletionPolicy.Retain;

    /// <summary>Exceptions from deletionPolicy, by the cause.</summary>
    public DeletionPolicyOverrides? DeletionPolicyOverrides { get; init; }

    /// <summary>Limits below those of the connector.</summary>
    public SafetyTightening? Safety { get; init; }

    /// <summary>While true, the policy changes nothing, and its deletion leaves what it wrote.</summary>
    [Default("false")]
    public bool Suspend { get; init; }
}
