namespace FaultProxy.Http;

/// <summary>Which requests get which fault, and how often.</summary>
/// <param name="Fault">What happens to them.</param>
/// <param name="Method">Only this method; every method when null.</param>
/// <param name="PathContains">Only where path and query contain this text; everywhere when null.</param>
/// <param name="Times">How many requests, then the rule is spent; for ever when null.</param>
/// <param name="After">How many requests that match pass first.</param>
public sealed record HttpFaultRule(HttpFault Fault, string? Method = null, string? PathContains = null, int? Times = 1, int After = 0)
{
    private int _seen;

    /// <summary>How many requests had the fault so far.</summary>
    public int Struck => Math.Clamp(Volatile.Read(ref _seen) - After, 0, Times ?? int.MaxValue);

    internal bool Picks(string method, string pathAndQuery)
    {
        if (Method is not null && !Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (PathContains is not null && !pathAndQuery.Contains(PathContains, StringComparison.Ordinal))
        {
            return false;
        }

        var number = Interlocked.Increment(ref _seen);
        return number > After && (Times is null || number <= After + Times);
    }
}
