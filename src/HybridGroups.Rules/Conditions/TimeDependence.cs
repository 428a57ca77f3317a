using HybridGroups.Rules.Engine;
using HybridGroups.Rules.Population;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Conditions;

public static class TimeDependence
{
    /// <summary>Whether the members can change although no object does.</summary>
    public static bool DependsOnTime(this Condition condition) =>
        condition.Descend().Any(c => c is Condition.Comparison { Value: RuleValue.Now });

    /// <summary>The next instant at which the answer for this object can change by time alone; null when it cannot.</summary>
    public static DateTimeOffset? NextChange(this Condition condition, DirectoryObject subject, DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var part in condition.Descend())
        {
            if (part is Condition.Comparison { Value: RuleValue.Now moved } comparison
                && subject[comparison.Property] is PropertyValue.Single single && IsoDate.TryParse(single.Text, out var value)
                && TimeBoundary.Next(moved.Offset, value, now) is { } boundary && (next is null || boundary < next))
            {
                next = boundary;
            }
        }

        return next;
    }
}
