using HybridGroups.Api;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Controllers.Intents;
using HybridGroups.Sync.Planning;

namespace HybridGroups.Controllers.GroupWritebackPolicies;

/// <summary>All that the decision about a policy rests on.</summary>
internal sealed record PolicySnapshot(GroupWritebackPolicy Policy, SyncConnector? Connector, IntentVerdict? Verdict, ConnectorReport Report)
{
    /// <summary>Newer policies that want the groups of this one, in words.</summary>
    public IReadOnlyList<string> NewerPolicies { get; init; } = [];

    /// <summary>Whoever wants groups of this policy and came later.</summary>
    public IReadOnlyList<string> Rivals => [.. NewerPolicies, .. Outcome?.Rivals ?? []];

    public string Intent => IntentCompiler.RefOf(Policy).Key;

    /// <summary>What the last plan found; null before there was one.</summary>
    public IntentOutcome? Outcome => Report.Plan?.Outcomes.GetValueOrDefault(Intent);

    /// <summary>The last plan was made of this very generation.</summary>
    public bool IsPlanned => Outcome?.Intent.Generation == (Policy.Metadata.Generation ?? 0);

    public IReadOnlyList<ObjectProblem> Problems => [.. Report.Problems.Where(problem => string.Equals(problem.Intent?.Key, Intent, StringComparison.Ordinal))];

    /// <summary>Changes that wait, for whatever reason.</summary>
    public int Waiting => Report.Waiting.GetValueOrDefault(Intent);

    public int? AwaitingConfirmation => Report.AwaitingConfirmation.TryGetValue(Intent, out var count) ? count : null;

    /// <summary>A number was confirmed, and there is nothing any more that it could be the number of.</summary>
    public bool HasOldConfirmation =>
        Policy.Metadata.Annotations?.ContainsKey(Annotations.ConfirmDeletion) == true && (!IsRemoved || IsCleanedUp);

    /// <summary>Everything that was to be done about the groups of a policy that is off has been done.</summary>
    public bool IsCleanedUp =>
        IsRemoved && this is { IsPlanned: true, Waiting: 0, AwaitingConfirmation: null, Outcome.Retirements.Count: 0, Report: { BothAnswer: true, OwesFullImport: false, Writes: true } };

    /// <summary>It was switched off, or is being deleted.</summary>
    public bool IsRemoved => !Policy.Spec.Enabled || Policy.Metadata.DeletionTimestamp is not null;
}
