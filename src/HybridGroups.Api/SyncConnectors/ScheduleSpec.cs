using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>When the directories are looked at, and when they may be changed.</summary>
[Cel("duration(self.interval) >= duration('10s')", "is at least 10s", FieldPath = ".interval")]
[Cel("duration(self.fullResync) >= duration('10m')", "is at least 10m", FieldPath = ".fullResync")]
[Cel("duration(self.fullResync) >= duration(self.interval)", "is not shorter than the interval", FieldPath = ".fullResync")]
public sealed record ScheduleSpec
{
    /// <summary>How often changes are asked for even when no notification came, as in 30s, 2m or 1h30m; at least 10s.</summary>
    [Bounds(Pattern = DurationText.Pattern, MinLength = 2, MaxLength = 20)]
    [Default("\"2m\"")]
    public string Interval { get; init; } = "2m";

    /// <summary>How often everything is read anew, not the changes alone; at least 10m.</summary>
    [Bounds(Pattern = DurationText.Pattern, MinLength = 2, MaxLength = 20)]
    [Default("\"24h\"")]
    public string FullResync { get; init; } = "24h";

    /// <summary>Let both directories notify the operator of changes, so that it acts within seconds.</summary>
    [Default("true")]
    public bool ChangeNotifications { get; init; } = true;

    /// <summary>When changes may be made; at any time when left out. Outside these hours both directories are read and the plan is shown, and nothing is written.</summary>
    [Bounds(MinItems = 1, MaxItems = 32)]
    public IReadOnlyList<ChangeWindow>? Windows { get; init; }
}
