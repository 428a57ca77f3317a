using Kube.Client.Metadata;
using Kube.Operator.Controllers;
using Kube.Operator.Secrets;

namespace Kube.Operator.Conditions;

/// <summary>
/// The conditions Ready, Reconciling and Stalled that a result amounts to, as KEP-1623 and kstatus read them: Reconciling and
/// Stalled are there only while they are true, and never both. No controller sets the three by hand.
/// </summary>
public static class ReconcileSummary
{
    public const string Ready = "Ready";
    public const string Reconciling = "Reconciling";
    public const string Stalled = "Stalled";

    private const int LongestMessage = 32768;

    /// <summary>The whole list of conditions after a reconciliation.</summary>
    /// <param name="result">How it ended.</param>
    /// <param name="succeeded">Reason and message of Ready when it succeeded.</param>
    /// <param name="own">Other conditions of this controller; those of its types that are not given here end.</param>
    /// <param name="ownTypes">The types of those other conditions.</param>
    /// <param name="before">The conditions that the object has. Those of others are kept.</param>
    /// <param name="generation">The generation that was reconciled.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyList<Condition> Conditions(
        ReconcileResult result, (string Reason, string Message) succeeded, IEnumerable<Condition> own, IEnumerable<string> ownTypes,
        IReadOnlyList<Condition>? before, long? generation, DateTimeOffset now)
    {
        var mine = ownTypes.Concat([Ready, Reconciling, Stalled]).ToHashSet(StringComparer.Ordinal);
        var ours = Summary(result, succeeded).Concat(own).Select(condition => condition with
        {
            ObservedGeneration = generation,
            // API servers of 1.20 take an empty text in a list of objects for null, and refuse the whole status.
            Message = condition.Message.Length == 0 ? condition.Reason : Cut(SecretScrubber.Scrub(condition.Message)),
        });
        var others = (before ?? []).Where(condition => !mine.Contains(condition.Type));
        return ConditionList.WithTransitionTimes(ours, others, before, now);
    }

    /// <summary>For an object seen for the first time: work has begun.</summary>
    public static IEnumerable<Condition> Begun(string message) =>
        [Of(Ready, ConditionStatus.Unknown, "Progressing", message), Of(Reconciling, ConditionStatus.True, "Progressing", message)];

    public static Condition Of(string type, string status, string reason, string message) =>
        new() { Type = type, Status = status, Reason = reason, Message = message, LastTransitionTime = default };

    private static string Cut(string message) => message.Length <= LongestMessage ? message : message[..LongestMessage];

    private static IEnumerable<Condition> Summary(ReconcileResult result, (string Reason, string Message) succeeded) => result switch
    {
        ReconcileResult.Done or ReconcileResult.RequeueAfter => [Of(Ready, ConditionStatus.True, succeeded.Reason, succeeded.Message)],
        ReconcileResult.Retry retry =>
        [
            Of(Ready, ConditionStatus.False, "ReconciliationFailed", retry.Error.Message),
            Of(Reconciling, ConditionStatus.True, "ProgressingWithRetry", retry.Error.Message),
        ],
        ReconcileResult.Blocked blocked =>
        [
            Of(Ready, ConditionStatus.False, blocked.Reason, blocked.Message),
            Of(Reconciling, ConditionStatus.True, blocked.Reason, blocked.Message),
        ],
        ReconcileResult.Terminal terminal =>
        [
            Of(Ready, ConditionStatus.False, terminal.Reason, terminal.Message),
            Of(Stalled, ConditionStatus.True, terminal.Reason, terminal.Message),
        ],
        _ => throw new InvalidOperationException($"Unknown result {result}."),
    };
}
