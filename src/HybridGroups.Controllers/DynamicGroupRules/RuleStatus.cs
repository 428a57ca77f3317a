using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HybridGroups.Api;
using HybridGroups.Api.Conditions;
using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Controllers.Intents;
using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Formatting;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Planning;
using Kube.Client.Metadata;
using Kube.Operator.Conditions;
using Kube.Operator.Controllers;

namespace HybridGroups.Controllers.DynamicGroupRules;

/// <summary>The status that a decision amounts to.</summary>
internal static class RuleStatus
{
    private const string Unknown = "Unknown";
    private const string InProgress = "InProgress";
    private static readonly string[] OwnTypes = [ConditionTypes.RuleValid, ConditionTypes.TargetWritable, ConditionTypes.Contested];

    public static DynamicGroupRuleStatus Of(RuleSnapshot snapshot, ReconcileResult result, DateTimeOffset now)
    {
        var rule = snapshot.Rule;
        var known = rule.Status ?? new DynamicGroupRuleStatus();
        var processing = Processing(snapshot, result);
        var outcome = snapshot.IsPlanned ? snapshot.Outcome : null;
        return known with
        {
            ObservedGeneration = rule.Metadata.Generation,
            LastHandledReconcileAt = rule.Metadata.Annotations?.GetValueOrDefault(Annotations.ReconcileAt) ?? known.LastHandledReconcileAt,
            Conditions = ReconcileSummary.Conditions(result, Succeeded(snapshot), Own(snapshot), OwnTypes, rule.Status?.Conditions, rule.Metadata.Generation, now),
            MembershipProcessingStatus = processing,
            MembershipLastUpdated = LastUpdated(snapshot, processing, known, now),
            Matched = outcome?.Selected ?? known.Matched,
            Members = outcome is null ? known.Members : outcome.Members,
            PendingAdds = outcome?.PendingAdds ?? known.PendingAdds,
            PendingRemovals = outcome?.PendingRemovals ?? known.PendingRemovals,
            Unresolved = outcome?.Unmatched ?? known.Unresolved,
            Rule = snapshot.Parse.Rule is { } parsed ? Compiled(parsed, snapshot) : known.Rule,
            GroupId = outcome?.Group?.ToString("D") ?? known.GroupId,
        };
    }

    private static MembershipProcessingStatus Processing(RuleSnapshot snapshot, ReconcileResult result)
    {
        if (result is ReconcileResult.Terminal || snapshot.Problems.Count > 0 || snapshot.Processing is RuleProcessing.Failed) return MembershipProcessingStatus.ProcessingError;
        if (snapshot.IsPaused || snapshot.Connector?.Spec.Suspend == true) return MembershipProcessingStatus.UpdatePaused;
        if (snapshot.Report.Plan is null || snapshot.Connector is null || snapshot.Processing is RuleProcessing.NotStarted) return MembershipProcessingStatus.NotStarted;
        if (!snapshot.IsPlanned) return MembershipProcessingStatus.Evaluating;
        if (snapshot.Processing is RuleProcessing.Running) return MembershipProcessingStatus.Processing;
        return snapshot.Waiting > 0 ? MembershipProcessingStatus.Processing : MembershipProcessingStatus.UpdateComplete;
    }

    // The time stands while nothing changes: it says when members were last brought up to date, not when somebody last looked.
    private static string LastUpdated(RuleSnapshot snapshot, MembershipProcessingStatus processing, DynamicGroupRuleStatus known, DateTimeOffset now)
    {
        switch (processing)
        {
            case MembershipProcessingStatus.Evaluating or MembershipProcessingStatus.Processing:
                return InProgress;
            case MembershipProcessingStatus.UpdateComplete:
                var told = snapshot.Processing is RuleProcessing.Succeeded { LastUpdated: { } byEntra } ? byEntra
                    : snapshot.Report.LastApplied.TryGetValue(snapshot.Intent, out var applied) ? applied : (DateTimeOffset?)null;
                var before = DateTimeOffset.TryParse(known.MembershipLastUpdated, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : (DateTimeOffset?)null;
                return ((told > before || before is null ? told : before) ?? now).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            default:
                return known.MembershipLastUpdated is { } kept && !string.Equals(kept, InProgress, StringComparison.Ordinal) ? kept : Unknown;
        }
    }

    private static (string Reason, string Message) Succeeded(RuleSnapshot snapshot) => snapshot switch
    {
        { Connector: { Spec.Suspend: true } connector } => (Reasons.Suspended, $"SyncConnector {connector.Key} is suspended: the members stay as they are until it goes on."),
        { IsPaused: true } => (Reasons.Paused, "The rule is paused: the members stay as they are."),
        { Rule.Spec.DryRun: true } => (Reasons.DryRun, $"Dry run: {snapshot.Outcome?.PendingAdds ?? 0} members would be added and {snapshot.Outcome?.PendingRemovals ?? 0} removed."),
        _ when snapshot.Report.WhyNothingIsWritten(snapshot.Waiting) is { } why => why,
        _ => (Reasons.Succeeded, "The members are whom the rule picks."),
    };

    private static IEnumerable<Kube.Client.Metadata.Condition> Own(RuleSnapshot snapshot)
    {
        yield return snapshot.Verdict is { Reason: Reasons.RuleInvalid } invalid
            ? ReconcileSummary.Of(ConditionTypes.RuleValid, ConditionStatus.False, Reasons.RuleInvalid, invalid.Message)
            : ReconcileSummary.Of(ConditionTypes.RuleValid, ConditionStatus.True, Reasons.Succeeded, "The rule can be evaluated.");
        foreach (var contested in ContestedCondition.Of(snapshot.Outcome?.Rivals ?? [])) yield return contested;
        if (!snapshot.IsPlanned) yield break;
        yield return snapshot.Problems is [var problem, ..]
            ? ReconcileSummary.Of(ConditionTypes.TargetWritable, ConditionStatus.False, problem.Class == ProblemClasses.TargetClaimed ? Reasons.TargetClaimed : Reasons.TargetNotWritable, problem.Message)
            : ReconcileSummary.Of(ConditionTypes.TargetWritable, ConditionStatus.True, Reasons.Available, "The members of the group may be changed.");
    }

    private static CompiledRule Compiled(Rules.Rule rule, RuleSnapshot snapshot)
    {
        const int hashLength = 16;
        var canonical = RuleFormatter.Format(rule.Condition);
        return new CompiledRule
        {
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{snapshot.Rule.Spec.Source}|{canonical}")))[..hashLength],
            Properties = [.. rule.Condition.Properties().Select(property => property.Name).Order(StringComparer.Ordinal)],
            TimeDependent = rule.Condition.DependsOnTime(),
            Warnings = snapshot.Parse.Warnings.Length == 0 ? null : [.. snapshot.Parse.Warnings.Select(warning => warning.Message)],
        };
    }
}
