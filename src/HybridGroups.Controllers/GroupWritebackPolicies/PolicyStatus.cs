using HybridGroups.Api;
using HybridGroups.Api.Conditions;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Controllers.Intents;
using HybridGroups.Controllers.SyncConnectors;
using HybridGroups.Sync.Planning;
using Kube.Client.Metadata;
using Kube.Operator.Conditions;
using Kube.Operator.Controllers;

namespace HybridGroups.Controllers.GroupWritebackPolicies;

/// <summary>The status that a decision amounts to.</summary>
internal static class PolicyStatus
{
    private const int MostErrors = 20;

    private static readonly string[] OwnTypes =
    [
        ConditionTypes.Licensed, ConditionTypes.ExchangeReady, ConditionTypes.SingleSignOnConfigured, ConditionTypes.ContainerWritable, ConditionTypes.SchemaReady, ConditionTypes.Contested,
    ];

    public static GroupWritebackPolicyStatus Of(PolicySnapshot snapshot, ReconcileResult result, DateTimeOffset now)
    {
        var policy = snapshot.Policy;
        var known = policy.Status ?? new GroupWritebackPolicyStatus();
        var outcome = snapshot.Outcome;
        var problems = snapshot.Problems;
        var failed = problems.Select(problem => problem.Object).Distinct(StringComparer.Ordinal).Count();
        return known with
        {
            ObservedGeneration = policy.Metadata.Generation,
            LastHandledReconcileAt = policy.Metadata.Annotations?.GetValueOrDefault(Annotations.ReconcileAt) ?? known.LastHandledReconcileAt,
            Conditions = ReconcileSummary.Conditions(
                result, Succeeded(snapshot), policy.Spec.Suspend ? [] : Prerequisites(snapshot).Concat(ContestedCondition.Of(snapshot.Rivals)),
                OwnTypes, policy.Status?.Conditions, policy.Metadata.Generation, now),
            Groups = outcome is null ? known.Groups : new WritebackGroupCounts
            {
                Selected = outcome.Selected,
                Written = outcome.InAgreement,
                Pending = Math.Max(0, outcome.Selected - outcome.InAgreement - failed),
                Failed = failed,
                Quarantined = outcome.Quarantined,
                UnmatchedMembers = outcome.Unmatched,
            },
            PendingDeletion = snapshot.AwaitingConfirmation is { } count
                ? new PendingDeletion { Count = count, Cause = policy.Metadata.DeletionTimestamp is null ? "PolicyDisabled" : "PolicyDeleted" }
                // What was confirmed stands until it is carried out to its end.
                : snapshot is { IsRemoved: true, Outcome.Retirements.Count: > 0 } ? known.PendingDeletion : null,
            ObjectErrors = problems.Count == 0 ? null : [.. problems.Take(MostErrors).Select(ConnectorStatus.Error)],
            LastApplied = snapshot.Report.LastApplied.TryGetValue(snapshot.Intent, out var applied) ? StatusTime.Of(applied) : known.LastApplied,
        };
    }

    private static (string Reason, string Message) Succeeded(PolicySnapshot snapshot) => snapshot switch
    {
        { Policy.Spec.Suspend: true } => (Reasons.Suspended, "Suspended by spec.suspend: nothing is changed."),
        { Connector: { Spec.Suspend: true } connector } => (Reasons.Suspended, $"SyncConnector {connector.Key} is suspended: nothing is changed until it goes on."),
        { IsRemoved: true } => (Reasons.Disabled, $"The policy is disabled; the groups it wrote are kept or were dealt with as deletionPolicy says."),
        _ when snapshot.Report.WhyNothingIsWritten(snapshot.Waiting) is { } why => why,
        { Outcome.Hint: { } hint } => (Reasons.Succeeded, hint),
        _ => (Reasons.Succeeded, $"{snapshot.Outcome?.InAgreement ?? 0} groups are in Active Directory as they are in Entra."),
    };

    private static IEnumerable<Condition> Prerequisites(PolicySnapshot snapshot) => PolicyPrerequisites.Of(snapshot).Select(prerequisite => ReconcileSummary.Of(
        prerequisite.Type,
        prerequisite.IsMet switch { true => ConditionStatus.True, false => ConditionStatus.False, null => ConditionStatus.Unknown },
        prerequisite.IsMet == true ? Reasons.Available : Reasons.Missing,
        prerequisite.Message));
}
