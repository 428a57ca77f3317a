using HybridGroups.Api.Conditions;
using Kube.Operator.Controllers;

namespace HybridGroups.Controllers.DynamicGroupRules;

/// <summary>What must hold for a rule to be ready, in this order: the first that does not hold is the reason given.</summary>
internal static class RuleStatusChecks
{
    private static readonly Func<RuleSnapshot, ReconcileResult?>[] Chain = [IsValid, ConnectorIsSuspended, ConnectorWorks, IsPlanned, TargetIsWritable, EntraIsContent, MembersAgree];

    public static ReconcileResult Decide(RuleSnapshot snapshot) =>
        Chain.Select(check => check(snapshot)).FirstOrDefault(result => result is not null) ?? new ReconcileResult.Done();

    private static ReconcileResult? IsValid(RuleSnapshot snapshot) => snapshot.Verdict switch
    {
        null => null,
        { IsTerminal: true } verdict => new ReconcileResult.Terminal(verdict.Reason, verdict.Message),
        { } verdict => new ReconcileResult.Blocked(verdict.Reason, verdict.Message),
    };

    // Not something to wait for: it is meant to stand still.
    private static ReconcileResult.Done? ConnectorIsSuspended(RuleSnapshot snapshot) => snapshot.Connector!.Spec.Suspend ? new ReconcileResult.Done() : null;

    private static ReconcileResult.Blocked? ConnectorWorks(RuleSnapshot snapshot) => snapshot.Report switch
    {
        { SetupProblem: { } problem } => new ReconcileResult.Blocked(Reasons.ConnectorNotReady, $"SyncConnector {snapshot.Connector!.Key}: {problem}"),
        { BothAnswer: false } report => new ReconcileResult.Blocked(
            Reasons.ConnectorNotReady, $"SyncConnector {snapshot.Connector!.Key}: {report.ActiveDirectory.Problem ?? report.Entra.Problem}"),
        _ => null,
    };

    private static ReconcileResult.Blocked? IsPlanned(RuleSnapshot snapshot) =>
        snapshot.IsPlanned ? null : new ReconcileResult.Blocked(Reasons.Progressing, "The rule is being evaluated.");

    private static ReconcileResult.Blocked? TargetIsWritable(RuleSnapshot snapshot) => snapshot.Problems is [var problem, ..]
        ? new ReconcileResult.Blocked(
            problem.Class == Sync.Planning.ProblemClasses.TargetClaimed ? Reasons.TargetClaimed : Reasons.TargetNotWritable, $"{problem.Message} {problem.Remedy}")
        : null;

    private static ReconcileResult.Blocked? EntraIsContent(RuleSnapshot snapshot) => snapshot.Processing switch
    {
        Sync.Cloud.Groups.RuleProcessing.Failed failed => new ReconcileResult.Blocked(Reasons.ObjectErrors, $"Entra could not process the rule: {failed.Message}"),
        Sync.Cloud.Groups.RuleProcessing.Running or Sync.Cloud.Groups.RuleProcessing.NotStarted when !snapshot.IsPaused =>
            new ReconcileResult.Blocked(Reasons.Progressing, "Entra is processing the rule."),
        _ => null,
    };

    private static ReconcileResult.Blocked? MembersAgree(RuleSnapshot snapshot) =>
        snapshot.Waiting == 0 || snapshot.Report.IsStaging ? null
        : snapshot.Report.Held is { } held
            ? new ReconcileResult.Blocked(Reasons.SafetyThresholdExceeded, $"{snapshot.Waiting} changes of members wait for an approval on the SyncConnector (plan {held.Hash}).")
            : !snapshot.Report.Writes ? null : new ReconcileResult.Blocked(Reasons.Progressing, $"{snapshot.Waiting} changes of members are being written.");
}
