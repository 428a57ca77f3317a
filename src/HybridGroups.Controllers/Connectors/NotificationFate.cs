namespace HybridGroups.Controllers.Connectors;

/// <summary>What became of something that was posted for a connector.</summary>
public enum NotificationFate
{
    /// <summary>There is no such connector.</summary>
    Unknown,
    Received,

    /// <summary>Another replica runs it.</summary>
    Elsewhere,
}
