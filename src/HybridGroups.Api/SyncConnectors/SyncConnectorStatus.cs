using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>Where the connector stands, written by the operator alone.</summary>
public sealed record SyncConnectorStatus : IConditionedStatus
{
    /// <summary>The generation of the spec that this status speaks of.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>Ready, Reconciling, Stalled, ActiveDirectoryReachable and EntraReachable.</summary>
    [Bounds(MaxItems = 32)]
    [ListMap("type")]
    public IReadOnlyList<Condition>? Conditions { get; init; }
}
