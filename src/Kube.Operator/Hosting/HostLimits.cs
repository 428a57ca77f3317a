namespace Kube.Operator.Hosting;

/// <summary>How long each stage may take.</summary>
public sealed record HostLimits
{
    public TimeSpan Start { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A cache that does not fill ends the process with a reason instead of leaving it waiting.</summary>
    public TimeSpan CacheSync { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Between being told to stop and closing the webhook.</summary>
    public TimeSpan BeforeStop { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Stop { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan EventFlush { get; init; } = TimeSpan.FromSeconds(2);
}
