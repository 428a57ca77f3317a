namespace HybridGroups.GraphSimulator.Tenant;

/// <summary>One entry of the primary log: what was committed, and which properties or which relation it touched.</summary>
internal sealed record Change(long Version, DateTimeOffset At, int Ordinal, ChangeKind Kind, int Related, ushort[] Properties);
