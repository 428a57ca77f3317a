namespace HybridGroups.Controllers.SyncConnectors;

/// <summary>Times in a status are whole seconds, as Kubernetes keeps them: what has not changed must not look as if it had.</summary>
internal static class StatusTime
{
    public static DateTimeOffset Of(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    public static DateTimeOffset? Of(DateTimeOffset? time) => time is { } known ? Of(known) : null;
}
