using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace HybridGroups.Api.DynamicGroupRules;

/// <summary>Where the rule stands, written by the operator alone.</summary>
public sealed record DynamicGroupRuleStatus : IConditionedStatus
{
    /// <summary>The generation of the spec that this status speaks of.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>The value of the annotation hybridgroups.io/reconcile-at that was last acted on.</summary>
    [Bounds(MaxLength = 256)]
    public string? LastHandledReconcileAt { get; init; }

    /// <summary>Ready, Reconciling, Stalled, RuleValid and TargetWritable; Contested where a newer rule wants the same group.</summary>
    [Bounds(MaxItems = 32)]
    [ListMap("type")]
    public IReadOnlyList<Condition>? Conditions { get; init; }

    /// <summary>Where the processing stands, in the words of Entra's portal.</summary>
    public MembershipProcessingStatus? MembershipProcessingStatus { get; init; }

    /// <summary>When the members were last brought up to date; InProgress or Unknown where there is no such time.</summary>
    [Bounds(MaxLength = 64)]
    public string? MembershipLastUpdated { get; init; }

    /// <summary>Whom the rule picks.</summary>
    public int? Matched { get; init; }

    /// <summary>How many members the group has.</summary>
    public int? Members { get; init; }

    /// <summary>Members still to be added.</summary>
    public int? PendingAdds { get; init; }

    /// <summary>Members still to be removed.</summary>
    public int? PendingRemovals { get; init; }

    /// <summary>Picked, but not found in the target's directory.</summary>
    public int? Unresolved { get; init; }

    /// <summary>What is known of the rule without looking at anybody.</summary>
    public CompiledRule? Rule { get; init; }

    /// <summary>The group that this rule keeps: its object id, or its objectGUID.</summary>
    [Bounds(MaxLength = 36)]
    public string? GroupId { get; init; }
}
