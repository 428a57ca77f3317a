namespace HybridGroups.Controllers.Connectors;

/// <summary>How it stands with reading one directory.</summary>
public sealed record SideReport
{
    /// <summary>Why it could not be read; null when it could.</summary>
    public string? Problem { get; init; }

    /// <summary>The account or application was not accepted, or lacks a right.</summary>
    public bool IsRefused { get; init; }

    public bool IsComplete { get; init; }

    public long Objects { get; init; }

    public DateTimeOffset? LastFull { get; init; }

    public DateTimeOffset? LastDelta { get; init; }
}
