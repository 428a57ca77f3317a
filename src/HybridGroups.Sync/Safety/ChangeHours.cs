namespace HybridGroups.Sync.Safety;

/// <summary>Hours in which changes may be made, in the time of a place.</summary>
/// <param name="Days">The days on which they begin; every day when empty.</param>
/// <param name="From">When they begin, after midnight.</param>
/// <param name="To">When they end: on the next day when that is earlier.</param>
/// <param name="Zone">Whose hours these are.</param>
public sealed record ChangeHours(IReadOnlyCollection<DayOfWeek> Days, TimeSpan From, TimeSpan To, TimeZoneInfo Zone)
{
    private const int DaysAhead = 8;

    /// <summary>When changes may be made again; null when they may be made now, as they always may where no hours are given.</summary>
    public static DateTimeOffset? OpensAt(IReadOnlyCollection<ChangeHours> hours, DateTimeOffset now) =>
        hours.Count == 0 || hours.Any(one => one.IsOpen(now)) ? null : hours.Min(one => one.NextBegin(now));

    private bool IsOpen(DateTimeOffset now) => Begins(now).Any(begin => begin.Start <= now && now < begin.End);

    private DateTimeOffset NextBegin(DateTimeOffset now) => Begins(now).Select(begin => begin.Start).Where(start => start > now).Min();

    // From the day before, whose hours may reach into this one, to the same day of the next week.
    private IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> Begins(DateTimeOffset now)
    {
        var today = TimeZoneInfo.ConvertTime(now, Zone).Date;
        for (var offset = -1; offset <= DaysAhead; offset++)
        {
            var day = today.AddDays(offset);
            if (Days.Count == 0 || Days.Contains(day.DayOfWeek)) yield return (At(day, From), At(To > From ? day : day.AddDays(1), To));
        }
    }

    private DateTimeOffset At(DateTime day, TimeSpan clock)
    {
        var local = DateTime.SpecifyKind(day + clock, DateTimeKind.Unspecified);
        // A time that the clocks jump over is the moment at which they do; one that they show twice is meant the first time.
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}
