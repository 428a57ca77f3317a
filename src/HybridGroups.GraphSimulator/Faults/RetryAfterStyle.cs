namespace HybridGroups.GraphSimulator.Faults;

/// <summary>The forms a Retry-After header has been seen in.</summary>
public enum RetryAfterStyle
{
    Seconds,
    Decimal,
    Date,
    Absent,
    Mixed,
}
