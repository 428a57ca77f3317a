using HybridGroups.Api.Conditions;
using Kube.Client.Metadata;
using Kube.Operator.Conditions;

namespace HybridGroups.Controllers.Intents;

/// <summary>Tells the older of two that clash: it goes on, but somebody means something else to happen.</summary>
internal static class ContestedCondition
{
    private const int MostTold = 3;

    public static IEnumerable<Condition> Of(IReadOnlyList<string> rivals) => rivals.Count == 0 ? [] :
    [
        ReconcileSummary.Of(
            ConditionTypes.Contested, ConditionStatus.True, Reasons.TargetClaimed,
            $"{string.Join("; ", rivals.Take(MostTold))}{(rivals.Count > MostTold ? $"; and {rivals.Count - MostTold} more" : string.Empty)}. This one came first and has them; tell the two apart or delete one."),
    ];
}
