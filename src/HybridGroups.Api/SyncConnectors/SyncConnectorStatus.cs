using HybridGroups.Api.Runs;
using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>Where the connector stands, written by the operator alone.</summary>
public sealed record SyncConnectorStatus : IConditionedStatus
{
    /// <summary>The generation of the spec that this status speaks of.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>The value of the annotation hybridgroups.io/reconcile-at that was last acted on.</summary>
    [Bounds(MaxLength = 256)]
    public string? LastHandledReconcileAt { get; init; }

    /// <summary>Ready, Reconciling, Stalled, ActiveDirectoryReachable, EntraReachable, Authorized, ImportComplete, SyncHealthy, PlanHeld and DynamicMembershipCurrent.</summary>
    [Bounds(MaxItems = 32)]
    [ListMap("type")]
    public IReadOnlyList<Condition>? Conditions { get; init; }

    /// <summary>What the next run owes because something was switched; cleared by the run that did it.</summary>
    public RunFlags? Flags { get; init; }

    /// <summary>What was read from each side.</summary>
    public ConnectorImports? Imports { get; init; }

    /// <summary>The run that ended last.</summary>
    public RunSummary? LastRun { get; init; }

    /// <summary>The runs that changed something or failed, the newest first.</summary>
    [Bounds(MaxItems = 5)]
    public IReadOnlyList<RunSummary>? History { get; init; }

    /// <summary>Objects that could not be brought into agreement, the first twenty.</summary>
    [Bounds(MaxItems = 20)]
    public IReadOnlyList<ObjectError>? ObjectErrors { get; init; }

    /// <summary>How many objects could not be brought into agreement, by class.</summary>
    [Bounds(MaxProperties = 64)]
    public IReadOnlyDictionary<string, int>? ObjectErrorCounts { get; init; }

    /// <summary>Adopted groups of Entra that agreed with their source once: from then on a removal is as any other.</summary>
    [Bounds(MaxItems = 10000, MaxItemLength = 36)]
    [ListSet]
    public IReadOnlyList<string>? Adopted { get; init; }

    /// <summary>Changes above the limits, waiting for the annotation hybridgroups.io/approve-plan.</summary>
    public HeldPlan? HeldPlan { get; init; }

    /// <summary>The replica that runs this connector.</summary>
    [Bounds(MaxLength = 253)]
    public string? Holder { get; init; }
}
