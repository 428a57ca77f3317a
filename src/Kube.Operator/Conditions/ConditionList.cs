using Kube.Client.Metadata;

namespace Kube.Operator.Conditions;

/// <summary>The conditions of an object while a reconciliation works on them.</summary>
public static class ConditionList
{
    /// <summary>
    /// The wanted conditions, sorted, each with the time at which its status last changed: that is kept from before as long
    /// as the status stays the same.
    /// </summary>
    public static IReadOnlyList<Condition> WithTransitionTimes(
        IEnumerable<Condition> wanted, IReadOnlyList<Condition>? before, DateTimeOffset now) => WithTransitionTimes(wanted, [], before, now);

    /// <summary>The same, with conditions of others that stay as they are.</summary>
    public static IReadOnlyList<Condition> WithTransitionTimes(
        IEnumerable<Condition> wanted, IEnumerable<Condition> others, IReadOnlyList<Condition>? before, DateTimeOffset now) =>
        [.. wanted.Select(condition =>
        {
            var last = before?.FirstOrDefault(known => string.Equals(known.Type, condition.Type, StringComparison.Ordinal));
            var same = last is not null && string.Equals(last.Status, condition.Status, StringComparison.Ordinal);
            return condition with { LastTransitionTime = same ? last!.LastTransitionTime : now };
        }).Concat(others).OrderBy(condition => condition.Type, StringComparer.Ordinal)];
}
