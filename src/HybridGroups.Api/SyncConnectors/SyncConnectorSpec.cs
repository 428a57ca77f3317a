using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>Which domain and which tenant, and how often to look at them.</summary>
public sealed record SyncConnectorSpec
{
    /// <summary>The Active Directory side.</summary>
    public required ActiveDirectorySpec ActiveDirectory { get; init; }

    /// <summary>The Microsoft Entra side.</summary>
    public required EntraSpec Entra { get; init; }

    /// <summary>When to look at the directories.</summary>
    [Default("{}")]
    public ScheduleSpec Schedule { get; init; } = new();

    /// <summary>While true, nothing is read and nothing is written.</summary>
    [Default("false")]
    public bool Suspend { get; init; }
}
