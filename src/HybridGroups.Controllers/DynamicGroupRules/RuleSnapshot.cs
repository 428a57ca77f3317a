using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Controllers.Intents;
using HybridGroups.Rules;
using HybridGroups.Sync.Planning;

namespace HybridGroups.Controllers.DynamicGroupRules;

/// <summary>All that the decision about a rule rests on.</summary>
internal sealed record RuleSnapshot(DynamicGroupRule Rule, SyncConnector? Connector, IntentVerdict? Verdict, ConnectorReport Report, RuleParse Parse)
{
    public string Intent => IntentCompiler.RefOf(Rule).Key;

    public IntentOutcome? Outcome => Report.Plan?.Outcomes.GetValueOrDefault(Intent);

    /// <summary>The last plan was made of this very generation.</summary>
    public bool IsPlanned => Outcome?.Intent.Generation == (Rule.Metadata.Generation ?? 0);

    public IReadOnlyList<ObjectProblem> Problems => Outcome is null && Report.Problems.Count == 0 ? []
        : [.. Report.Problems.Where(problem => string.Equals(problem.Intent?.Key, Intent, StringComparison.Ordinal))];

    public int Waiting => Report.Waiting.GetValueOrDefault(Intent);

    public bool IsPaused => Rule.Spec.ProcessingState == ProcessingState.Paused;

    public bool IsDeleted => Rule.Metadata.DeletionTimestamp is not null;

    /// <summary>Entra's own word on a rule that it evaluates; null when it was not asked or does not tell.</summary>
    public Sync.Cloud.Groups.RuleProcessing? Processing => Report.RuleProcessing.GetValueOrDefault(Intent);
}
