namespace HybridGroups.Controllers.Connectors;

/// <summary>One run: from reading to the last write.</summary>
public sealed record RunReport(DateTimeOffset Started, DateTimeOffset Finished, int Planned, int Applied, int Failed, int Held)
{
    public bool IsWorthKeeping => Applied > 0 || Failed > 0;
}
