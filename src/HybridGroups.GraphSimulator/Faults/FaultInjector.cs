using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Faults;

/// <summary>Decides which fault strikes. The nth request to one target always gets the same fate under one seed.</summary>
internal sealed class FaultInjector(Randomness randomness)
{
    private const int MostInARow = 3;
    private static readonly int[] ServerErrors = [500, 502, 503, 504];

    private readonly Dictionary<string, int> occurrences = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> inARow = new(StringComparer.Ordinal);
    private readonly List<ScriptedFault> scripted = [];
    private long draws;

    public FaultSettings Settings { get; set; } = FaultSettings.Demo;

    /// <summary>Makes the next matching requests fail in one given way.</summary>
    public void Script(ScriptedFault fault) => scripted.Add(fault);

    public Fault? Before(GraphRequest request, bool isItem)
    {
        var key = Key(request);
        var count = occurrences[key] = occurrences.GetValueOrDefault(key) + 1;
        if (TakeScripted(request, after: false) is { } forced)
            return forced;
        // A service that refuses for ever proves nothing about who retries well; an outage is its own profile.
        if (Settings.ServerErrorShare < 1 && inARow.GetValueOrDefault(key) >= MostInARow)
        {
            inARow[key] = 0;
            return null;
        }

        var fault = Choose(request, key, count, isItem);
        inARow[key] = fault is null ? 0 : inARow.GetValueOrDefault(key) + 1;
        return fault;
    }

    public Fault? After(GraphRequest request, GraphResponse response, bool isItem)
    {
        if (TakeScripted(request, after: true) is { } forced)
            return forced;
        var key = Key(request);
        var count = occurrences.GetValueOrDefault(key);
        if (response.Committed && randomness.Chance(Settings.CommittedButLostShare, "lost" + key, count))
            return new Fault.LostAfterCommit(ByReset: !isItem && randomness.Chance(0.3, "lost-reset" + key, count));
        if (isItem)
            return null;
        if (randomness.Chance(Settings.SlowShare, "slow" + key, count))
            return new Fault.Slow(Settings.SlowBy);
        return response.Body.Length > 64 && randomness.Chance(Settings.TruncatedBodyShare, "cut" + key, count) ? new Fault.Truncated() : null;
    }

    /// <summary>A number that has not been used to decide anything yet.</summary>
    public long NextDraw() => ++draws;

    public bool Strikes(double share, string topic, long a = 0, long b = 0) => randomness.Chance(share, topic, a, b);

    public int Pick(int limit, string topic, long a = 0, long b = 0) => randomness.Below(limit, topic, a, b);

    private Fault? Choose(GraphRequest request, string key, int count, bool isItem)
    {
        if (!isItem && randomness.Chance(Settings.ResetShare, "reset" + key, count))
            return new Fault.Reset();
        // A brand-new token is never refused: two refusals in a row rightly end a client's patience.
        if (!isItem && request.Caller.Uses > 3 && randomness.Chance(Settings.UnauthorizedShare, "401" + key, count))
            return new Fault.Unauthorized();
        if (randomness.Chance(Settings.ServerErrorShare, "5xx" + key, count))
        {
            return new Fault.Refused(
                ServerErrors[randomness.Below(ServerErrors.Length, "which" + key, count)],
                !isItem && randomness.Chance(Settings.HtmlErrorShare, "html" + key, count));
        }

        return randomness.Chance(Settings.ThrottleShare, "429" + key, count) ? new Fault.Throttled() : null;
    }

    private Fault? TakeScripted(GraphRequest request, bool after)
    {
        var index = scripted.FindIndex(fault => fault.AfterCommit == after
            && fault.Method.Equals(request.Method, StringComparison.OrdinalIgnoreCase)
            && $"/{request.VersionText}/{request.Path.TrimStart('/')}".Contains(fault.PathContains, StringComparison.OrdinalIgnoreCase));
        if (index < 0)
            return null;
        var found = scripted[index];
        if (found.Skip > 0)
        {
            scripted[index] = found with { Skip = found.Skip - 1 };
            return null;
        }

        if (found.Times > 1)
            scripted[index] = found with { Times = found.Times - 1 };
        else
            scripted.RemoveAt(index);
        if (after)
            return new Fault.LostAfterCommit(found.Status == 0);
        return found.Status switch
        {
            0 => new Fault.Reset(),
            401 => new Fault.Unauthorized(),
            429 => new Fault.Throttled(),
            _ => new Fault.Refused(found.Status, Html: false),
        };
    }

    private static string Key(GraphRequest request) => request.Method + " " + request.Path;
}
