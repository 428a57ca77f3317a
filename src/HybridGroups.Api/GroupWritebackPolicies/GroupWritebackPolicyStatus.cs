using HybridGroups.Api.Runs;
using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>Where the policy stands, written by the operator alone.</summary>
public sealed record GroupWritebackPolicyStatus : IConditionedStatus
{
    /// <summary>The generation of the spec that this status speaks of.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>The value of the annotation hybridgroups.io/reconcile-at that was last acted on.</summary>
    [Bounds(MaxLength = 256)]
    public string? LastHandledReconcileAt { get; init; }

    /// <summary>Ready, Reconciling, Stalled, Licensed, ExchangeReady, SingleSignOnConfigured, ContainerWritable and SchemaReady; Contested where a newer policy wants the same groups.</summary>
    [Bounds(MaxItems = 32)]
    [ListMap("type")]
    public IReadOnlyList<Condition>? Conditions { get; init; }

    /// <summary>How many groups, by what became of them.</summary>
    public WritebackGroupCounts? Groups { get; init; }

    /// <summary>Deletions that wait for the annotation hybridgroups.io/confirm-deletion with their number.</summary>
    public PendingDeletion? PendingDeletion { get; init; }

    /// <summary>Groups that could not be written, the first twenty.</summary>
    [Bounds(MaxItems = 20)]
    public IReadOnlyList<ObjectError>? ObjectErrors { get; init; }

    /// <summary>When a change was last written.</summary>
    public DateTimeOffset? LastApplied { get; init; }
}
