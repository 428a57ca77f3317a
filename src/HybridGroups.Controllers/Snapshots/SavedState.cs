using HybridGroups.Controllers.Connectors;

namespace HybridGroups.Controllers.Snapshots;

/// <summary>How it stood when a snapshot was made.</summary>
public sealed record SavedState(DateTimeOffset At, ConnectorReport Report)
{
    /// <summary>Which policies were switched on and which off, by intent: one that has been switched since is looked at anew.</summary>
    public IReadOnlyDictionary<string, bool> Switches { get; init; } = new Dictionary<string, bool>(StringComparer.Ordinal);
}
