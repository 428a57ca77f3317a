namespace HybridGroups.GraphSimulator.Faults;

/// <summary>What happens to one request instead of, or after, its being carried out.</summary>
internal abstract record Fault
{
    public sealed record Refused(int Status, bool Html) : Fault;

    public sealed record Throttled : Fault;

    public sealed record Reset : Fault;

    public sealed record Unauthorized : Fault;

    public sealed record LostAfterCommit(bool ByReset) : Fault;

    public sealed record Truncated : Fault;

    public sealed record Slow(TimeSpan By) : Fault;
}
