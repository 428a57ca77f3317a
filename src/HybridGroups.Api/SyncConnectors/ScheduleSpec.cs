using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>When to look at the directories without being woken.</summary>
public sealed record ScheduleSpec
{
    /// <summary>How often, as in 30s, 2m or 1h30m; at least ten seconds.</summary>
    [Bounds(Pattern = DurationText.Pattern, MaxLength = 20)]
    [Default("\"2m\"")]
    public string Interval { get; init; } = "2m";
}
