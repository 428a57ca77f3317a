using HybridGroups.Api.Conditions;
using Kube.Client.Metadata;
using Kube.Operator.Controllers;
using Kube.Operator.Events;

namespace HybridGroups.Controllers.Intents;

/// <summary>Tells when the reason of Ready has become another one; what is merely under way is no event.</summary>
internal static class ReadyEvent
{
    /// <param name="events">Where it is told.</param>
    /// <param name="item">The object.</param>
    /// <param name="before">Its conditions before.</param>
    /// <param name="result">How it was reconciled.</param>
    /// <param name="succeeded">What is said when all is well.</param>
    /// <param name="tellsFirstSuccess">Also when all is well the first time: not where there may be thousands.</param>
    public static void Record(
        EventRecorder events, KubernetesObject item, IReadOnlyList<Condition>? before, ReconcileResult result, string succeeded, bool tellsFirstSuccess)
    {
        var known = before?.FirstOrDefault(condition => condition.Type == ConditionTypes.Ready)?.Reason;
        var (reason, message) = result switch
        {
            ReconcileResult.Terminal terminal => (terminal.Reason, terminal.Message),
            ReconcileResult.Blocked blocked => (blocked.Reason, blocked.Message),
            _ => (Reasons.Succeeded, succeeded),
        };
        var isFirstSuccess = known is null && result is ReconcileResult.Done;
        if (string.Equals(known, reason, StringComparison.Ordinal) || reason is Reasons.Progressing || (isFirstSuccess && !tellsFirstSuccess)) return;
        events.Record(item, result is ReconcileResult.Done ? EventType.Normal : EventType.Warning, reason, "Reconcile", message);
    }
}
