namespace Kube.Operator.Hosting;

/// <summary>How long each stage may take.</summary>
public sealed record HostLimits
{
    public TimeSpan Start { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A cache that does not fill ends the process with a reason instead of leaving it waiting.</summary>
    public TimeSpan CacheSync { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Between being told to stop and closing the webhook.</summary>
    public TimeSpan BeforeStop { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For work under way to come to its end. Meanwhile nothing new is begun.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The last part of <see cref="Drain"/>: so long before its end, work that has not finished is cancelled.</summary>
    public TimeSpan GiveUp { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan Stop { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan EventFlush { get; init; } = TimeSpan.FromSeconds(2);
}
