using System.Globalization;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Protocol;

namespace HybridGroups.GraphSimulator.Throttling;

/// <summary>
/// The quotas of identity and access, and the waits they impose: those of an application in this tenant, and the writes of all
/// applications together. Those of an application over all tenants need more than one tenant.
/// </summary>
internal sealed class QuotaMeter(FaultInjector faults, TimeProvider clock)
{
    private readonly Dictionary<string, Lane> lanes = new(StringComparer.Ordinal);
    private Bucket? tenantWrites;
    private List<Action>? afterBatch;
    private long throttled;

    public int UserCount { get; set; }

    /// <summary>Charges a request; a failure is the 429 it gets.</summary>
    public GraphFailure? Charge(GraphRequest request, RequestCost cost, out double usedShare)
    {
        var now = clock.GetUtcNow();
        var lane = LaneOf(request.Caller.AppId, now);
        usedShare = 0;
        var blockedUntil = request.IsCharged ? lane.WritesBlockedUntil : lane.ReadsBlockedUntil;
        if (now < blockedUntil)
        {
            // Calls during the wait count, and the wait starts again.
            var again = blockedUntil - now + TimeSpan.FromSeconds(1);
            return Throttle(request, lane, again, now);
        }

        if (!faults.Settings.EnforceQuota)
            return null;
        lane.Units.Refill(now);
        lane.Writes.Refill(now);
        if (!lane.Units.TryTake(cost.ResourceUnits))
            return Throttle(request, lane, lane.Units.UntilRoomFor(cost.ResourceUnits), now);
        if (cost.Writes > 0 && !lane.Writes.TryTake(cost.Writes))
            return Throttle(request, lane, lane.Writes.UntilRoomFor(cost.Writes), now);
        if (cost.Writes > 0 && !TenantWrites(now).TryTake(cost.Writes))
            return Throttle(request, lane, TenantWrites(now).UntilRoomFor(cost.Writes), now, isOfTenant: true);
        usedShare = Math.Max(lane.Units.UsedShare, cost.Writes > 0 ? lane.Writes.UsedShare : 0);
        return null;
    }

    public GraphFailure ThrottleAtRandom(GraphRequest request)
    {
        var now = clock.GetUtcNow();
        var wait = TimeSpan.FromSeconds(1 + faults.Pick(8, "wait", ++throttled));
        return Throttle(request, LaneOf(request.Caller.AppId, now), wait, now);
    }

    /// <summary>Whether a caller who was told to wait calls in that time.</summary>
    public bool IsTooEarly(GraphRequest request)
    {
        var now = clock.GetUtcNow();
        var lane = LaneOf(request.Caller.AppId, now);
        return now < (request.IsCharged ? lane.WritesToldUntil : lane.ReadsToldUntil);
    }

    /// <summary>The answer with the wait in it got through: from now on the caller knows.</summary>
    public void Told(GraphRequest request, DateTimeOffset until) =>
        LaneOf(request.Caller.AppId, clock.GetUtcNow()).Tell(request.IsCharged, until);

    /// <summary>
    /// The items of one batch were sent together: a wait that one of them is told concerns what is sent after the whole batch.
    /// </summary>
    public void BeginBatch() => afterBatch = [];

    public void EndBatch()
    {
        var told = afterBatch ?? [];
        afterBatch = null;
        foreach (var tell in told)
            tell();
    }

    private GraphFailure Throttle(GraphRequest request, Lane lane, TimeSpan wait, DateTimeOffset now, bool isOfTenant = false)
    {
        var seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds));
        var failure = new GraphFailure(429, "TooManyRequests", "Please retry again later.");
        var style = faults.Settings.RetryAfter == RetryAfterStyle.Mixed
            ? (RetryAfterStyle)faults.Pick(4, "style", ++throttled)
            : faults.Settings.RetryAfter;
        var text = style switch
        {
            RetryAfterStyle.Decimal => (seconds - 0.5).ToString("0.000", CultureInfo.InvariantCulture),
            RetryAfterStyle.Date => (now + TimeSpan.FromSeconds(seconds)).UtcDateTime.ToString("r", CultureInfo.InvariantCulture),
            RetryAfterStyle.Absent => null,
            _ => seconds.ToString("0", CultureInfo.InvariantCulture),
        };
        if (text is not null)
            failure.Headers["Retry-After"] = text;
        // A date has whole seconds only, so the window it names may end a little earlier.
        var until = style switch
        {
            RetryAfterStyle.Decimal => now + TimeSpan.FromSeconds(seconds - 0.5),
            RetryAfterStyle.Date => DateTimeOffset.FromUnixTimeSeconds((now + TimeSpan.FromSeconds(seconds)).ToUnixTimeSeconds()),
            RetryAfterStyle.Absent => now,
            _ => now + TimeSpan.FromSeconds(seconds),
        };
        var scope = request.IsCharged ? "Write" : "Read";
        failure.Headers["x-ms-throttle-scope"] = $"{(isOfTenant ? "Tenant" : "Tenant_Application")}/{scope}/{request.Caller.AppId}";
        failure.Headers["x-ms-throttle-information"] = request.IsCharged ? "WriteLimitExceeded" : "ResourceUnitLimitExceeded";
        failure.WaitUntil = until;
        if (afterBatch is not null)
            afterBatch.Add(() => lane.Block(request.IsCharged, until));
        else
            lane.Block(request.IsCharged, until);
        return failure;
    }

    private Bucket TenantWrites(DateTimeOffset now)
    {
        tenantWrites ??= new Bucket(18_000 * faults.Settings.QuotaFactor, TimeSpan.FromSeconds(300), now);
        tenantWrites.Refill(now);
        return tenantWrites;
    }

    private Lane LaneOf(string appId, DateTimeOffset now)
    {
        if (lanes.TryGetValue(appId, out var lane))
            return lane;
        var units = UserCount switch
        {
            < 50 => 3500,
            <= 500 => 5000,
            _ => 8000,
        };
        var factor = faults.Settings.QuotaFactor;
        return lanes[appId] = new Lane(
            new Bucket(units * factor, TimeSpan.FromSeconds(10), now),
            new Bucket(3000 * factor, TimeSpan.FromSeconds(150), now));
    }

    private sealed class Lane(Bucket units, Bucket writes)
    {
        public Bucket Units { get; } = units;

        public Bucket Writes { get; } = writes;

        public DateTimeOffset ReadsBlockedUntil { get; private set; }

        public DateTimeOffset WritesBlockedUntil { get; private set; }

        public void Block(bool writes, DateTimeOffset until)
        {
            if (writes)
                WritesBlockedUntil = Later(WritesBlockedUntil, until);
            else
                ReadsBlockedUntil = Later(ReadsBlockedUntil, until);
        }

        public DateTimeOffset ReadsToldUntil { get; private set; }

        public DateTimeOffset WritesToldUntil { get; private set; }

        public void Tell(bool writes, DateTimeOffset until)
        {
            if (writes)
                WritesToldUntil = Later(WritesToldUntil, until);
            else
                ReadsToldUntil = Later(ReadsToldUntil, until);
        }

        private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
    }
}
