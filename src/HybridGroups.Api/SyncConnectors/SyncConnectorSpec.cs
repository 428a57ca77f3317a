using HybridGroups.Api.References;
using HybridGroups.Api.Safety;
using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>Which domain and which tenant, what flows between them, and how carefully.</summary>
public sealed record SyncConnectorSpec
{
    /// <summary>The Active Directory side.</summary>
    public required ActiveDirectorySpec ActiveDirectory { get; init; }

    /// <summary>The Microsoft Entra side.</summary>
    public required EntraSpec Entra { get; init; }

    /// <summary>Groups that go from Active Directory to Entra.</summary>
    [Default("{}")]
    public GroupSyncSpec GroupSync { get; init; } = new();

    /// <summary>How people of the two directories are matched.</summary>
    [Default("{}")]
    public MatchingSpec Matching { get; init; } = new();

    /// <summary>When the directories are looked at.</summary>
    [Default("{}")]
    public ScheduleSpec Schedule { get; init; } = new();

    /// <summary>How much one run may change.</summary>
    [Default("{}")]
    public SafetySpec Safety { get; init; } = new();

    /// <summary>Active writes. Staging computes and publishes the plan, and writes nothing.</summary>
    [Default("\"Active\"")]
    public ConnectorMode Mode { get; init; } = ConnectorMode.Active;

    /// <summary>From which namespaces policies and rules may refer to this connector.</summary>
    [Default("{}")]
    public AllowedNamespaces AllowedNamespaces { get; init; } = new();

    /// <summary>While true, nothing is read and nothing is written.</summary>
    [Default("false")]
    public bool Suspend { get; init; }
}
