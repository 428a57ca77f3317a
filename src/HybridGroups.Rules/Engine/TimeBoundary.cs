using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Engine;

/// <summary>When the comparison of a fixed instant with a moving one comes out differently for the first time.</summary>
public static class TimeBoundary
{
    private const int DaysAround = 4;

    /// <summary>
    /// The first instant after <paramref name="now"/> at which <paramref name="value"/> compares otherwise with the time moved by
    /// <paramref name="offset"/>; null when there is none. With months in it the moving instant now and then steps back: 31 January
    /// and 30 January plus a month are both 28 February. So every day near is tried, not only the one that arithmetic gives.
    /// </summary>
    public static DateTimeOffset? Next(RuleDuration offset, DateTimeOffset value, DateTimeOffset now)
    {
        var current = Math.Sign(value.CompareTo(offset.AddTo(now)));
        DateTimeOffset? first = null;
        foreach (var candidate in Candidates(offset, value))
        {
            if (candidate > now && (first is null || candidate < first) && Math.Sign(value.CompareTo(offset.AddTo(candidate))) != current)
            {
                first = candidate;
            }
        }

        return first;
    }

    // From the instant when the two are equal on, and from the tick after; with months also from the midnights between.
    private static IEnumerable<DateTimeOffset> Candidates(RuleDuration offset, DateTimeOffset value)
    {
        var ticks = value.UtcTicks - offset.Ticks;
        if (ticks < DateTime.MinValue.Ticks + TimeSpan.TicksPerDay || ticks > DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay)
        {
            yield break;
        }

        var target = new DateTimeOffset(ticks, TimeSpan.Zero);
        if (offset.Months == 0)
        {
            yield return target;
            yield return target.AddTicks(1);
            yield break;
        }

        var near = new RuleDuration(-offset.Months, 0).AddTo(target);
        if (near < DateTimeOffset.MinValue.AddDays(DaysAround + 1) || near > DateTimeOffset.MaxValue.AddDays(-DaysAround - 1))
        {
            yield break;
        }

        for (var day = -DaysAround; day <= DaysAround; day++)
        {
            var midnight = new DateTimeOffset(near.UtcDateTime.Date.AddDays(day), TimeSpan.Zero);
            yield return midnight;
            yield return midnight + target.TimeOfDay;
            yield return midnight + target.TimeOfDay + new TimeSpan(1);
        }
    }
}
