using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>Hours in which changes may be made, in the time of a place.</summary>
[Cel("self.from != self.to", "from and to differ; leave both out for the whole day")]
public sealed record ChangeWindow
{
    /// <summary>The days on which it begins; every day when left out.</summary>
    [Bounds(MinItems = 1, MaxItems = 7)]
    [ListSet]
    public IReadOnlyList<DayOfWeek>? Days { get; init; }

    /// <summary>When it begins, as in 20:00.</summary>
    [Bounds(Pattern = ClockText.Pattern, MaxLength = 5)]
    [Default("\"00:00\"")]
    public string From { get; init; } = "00:00";

    /// <summary>When it ends, as in 06:00: the next morning when that is earlier than from. 24:00 is the end of the day.</summary>
    [Bounds(Pattern = ClockText.Pattern, MaxLength = 5)]
    [Default("\"24:00\"")]
    public string To { get; init; } = "24:00";

    /// <summary>Whose hours these are: a name of the time zone database, as in Europe/Berlin.</summary>
    [Bounds(MinLength = 1, MaxLength = 64)]
    [Default("\"UTC\"")]
    public string TimeZone { get; init; } = "UTC";
}
