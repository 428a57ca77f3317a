using HybridGroups.Api;
using HybridGroups.Api.Conditions;
using HybridGroups.Api.GroupWritebackPolicies;
using Kube.Operator.Controllers;

namespace HybridGroups.Controllers.GroupWritebackPolicies;

/// <summary>What must hold for a policy to be ready, in this order: the first that does not hold is the reason given.</summary>
internal static class PolicyChecks
{
    private static readonly Func<PolicySnapshot, ReconcileResult?>[] Chain =
    [
        IsValid,
        ConnectorIsSuspended,
        ConnectorWorks,
        PrerequisitesAreMet,
        DeletionIsConfirmed, // before the plan is asked: what waits for a person is not work under way
        IsPlanned,
        GroupsAgree,
    ];

    public static ReconcileResult Decide(PolicySnapshot snapshot) =>
        snapshot.Policy.Spec.Suspend ? new ReconcileResult.Done()
        : Chain.Select(check => check(snapshot)).FirstOrDefault(result => result is not null) ?? new ReconcileResult.Done();

    private static ReconcileResult? IsValid(PolicySnapshot snapshot) => snapshot.Verdict switch
    {
        null => null,
        { IsTerminal: true } verdict => new ReconcileResult.Terminal(verdict.Reason, verdict.Message),
        { } verdict => new ReconcileResult.Blocked(verdict.Reason, verdict.Message),
    };

    // Not something to wait for: it is meant to stand still.
    private static ReconcileResult.Done? ConnectorIsSuspended(PolicySnapshot snapshot) => snapshot.Connector!.Spec.Suspend ? new ReconcileResult.Done() : null;

    private static ReconcileResult.Blocked? ConnectorWorks(PolicySnapshot snapshot) => snapshot.Report switch
    {
        { SetupProblem: { } problem } => new ReconcileResult.Blocked(Reasons.ConnectorNotReady, $"SyncConnector {snapshot.Connector!.Key}: {problem}"),
        { BothAnswer: false } report => new ReconcileResult.Blocked(
            Reasons.ConnectorNotReady, $"SyncConnector {snapshot.Connector!.Key}: {report.ActiveDirectory.Problem ?? report.Entra.Problem}"),
        _ => null,
    };

    private static ReconcileResult.Blocked? PrerequisitesAreMet(PolicySnapshot snapshot) =>
        PolicyPrerequisites.Of(snapshot).FirstOrDefault(prerequisite => prerequisite is { IsRequired: true, IsMet: false }) is { } missing && !snapshot.IsRemoved
            ? new ReconcileResult.Blocked(Reasons.PrerequisiteMissing, missing.Message)
            : null;

    private static ReconcileResult.Terminal? DeletionIsConfirmed(PolicySnapshot snapshot) => snapshot.AwaitingConfirmation is { } count
        ? new ReconcileResult.Terminal(
            Reasons.AwaitingConfirmation,
            $"{count} groups in Active Directory would be deleted, because the policy was {(snapshot.Policy.Metadata.DeletionTimestamp is null ? "disabled" : "deleted")}. "
            + $"Nothing is deleted until their number is confirmed: {Annotations.ConfirmDeletion}={count}")
        : null;

    private static ReconcileResult.Blocked? IsPlanned(PolicySnapshot snapshot) =>
        snapshot.IsPlanned && !(snapshot.IsRemoved && snapshot.Report.OwesFullImport) ? null
        : new ReconcileResult.Blocked(Reasons.Progressing, "The directories are being read and compared.");

    private static ReconcileResult? GroupsAgree(PolicySnapshot snapshot)
    {
        var problems = snapshot.Problems;
        if (problems.FirstOrDefault(problem => problem.Class == Sync.Planning.ProblemClasses.TargetClaimed) is { } claimed)
        {
            return new ReconcileResult.Terminal(Reasons.TargetClaimed, $"{claimed.Message} {claimed.Remedy}");
        }

        if (problems.Count > 0) return new ReconcileResult.Blocked(Reasons.ObjectErrors, $"{problems.Count} groups could not be written. The first: {problems[0].Message} {problems[0].Remedy}");
        return snapshot.Waiting == 0 || snapshot.Report.IsStaging ? null
            : snapshot.Report.Held is { } held
                ? new ReconcileResult.Blocked(Reasons.SafetyThresholdExceeded, $"{snapshot.Waiting} changes wait for an approval on the SyncConnector (plan {held.Hash}).")
                : !snapshot.Report.Writes ? null : new ReconcileResult.Blocked(Reasons.Progressing, $"{snapshot.Waiting} changes are being written.");
    }
}
