namespace Kube.Operator.Informers;

/// <summary>
/// The rules of list and watch as a pure function: from where the reflector stood and how its step ended to where it
/// stands now and how long it waits first.
/// </summary>
public static class ReflectorProtocol
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan FirstDelayAfterShortWatch = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortWatch = TimeSpan.FromSeconds(1);

    // Between two ordinary watches too: a proxy that closes each at once must not make a hot loop.
    private static readonly TimeSpan BetweenWatches = TimeSpan.FromMilliseconds(100);

    /// <param name="state">Where it stood.</param>
    /// <param name="outcome">How the step ended.</param>
    /// <param name="jitter">A random number from 0 to 1: spreads the load of many clients.</param>
    public static (ReflectorState State, TimeSpan Delay) Next(ReflectorState state, ReflectorOutcome outcome, double jitter)
    {
        switch (outcome)
        {
            case ReflectorOutcome.Listed listed:
                return (state with { Next = new ReflectorStep.Watch(listed.ResourceVersion), LastResourceVersion = listed.ResourceVersion, Failures = 0 }, TimeSpan.Zero);

            case ReflectorOutcome.WatchEnded { Events: 0 } ended when ended.Lasted < ShortWatch:
                var shortWatches = state.ShortWatches + 1;
                return (Resumed(state, ended.ResourceVersion) with { ShortWatches = shortWatches },
                    Backoff(FirstDelayAfterShortWatch, shortWatches, jitter));

            case ReflectorOutcome.WatchEnded ended:
                return (Resumed(state, ended.ResourceVersion) with { Failures = 0, ShortWatches = 0 }, BetweenWatches);

            case ReflectorOutcome.StreamingRefused:
                return (state with { Next = new ReflectorStep.List("0"), CanStream = false }, TimeSpan.Zero);

            case ReflectorOutcome.Expired:
                // A quorum read: asking again for "not older than" would get the same refusal from a server that lags.
                var expired = state.Failures + 1;
                return (state with { Next = state.CanStream ? new ReflectorStep.StreamedList() : new ReflectorStep.List(ResourceVersion: null), Failures = expired },
                    Backoff(FirstDelay, expired, jitter));

            case ReflectorOutcome.Unavailable unavailable:
                // The same step again, no new list: a storm of lists is what keeps a recovering API server down.
                var unavailableTimes = state.Failures + 1;
                var wait = Backoff(FirstDelay, unavailableTimes, jitter);
                return (Resumed(state, unavailable.ResourceVersion) with { Failures = unavailableTimes },
                    unavailable.RetryAfter > wait ? unavailable.RetryAfter.Value : wait);

            default:
                var failures = state.Failures + 1;
                return (state with { Next = state.CanStream ? new ReflectorStep.StreamedList() : new ReflectorStep.List(state.LastResourceVersion ?? "0"), Failures = failures },
                    Backoff(FirstDelay, failures, jitter));
        }
    }

    private static ReflectorState Resumed(ReflectorState state, string? resourceVersion) => resourceVersion is not null
        ? state with { Next = new ReflectorStep.Watch(resourceVersion), LastResourceVersion = resourceVersion }
        : state;

    private static TimeSpan Backoff(TimeSpan first, int times, double jitter)
    {
        var delay = first * Math.Pow(2, Math.Min(times - 1, 16));
        return (delay < LongestDelay ? delay : LongestDelay) * (1 + jitter);
    }
}
