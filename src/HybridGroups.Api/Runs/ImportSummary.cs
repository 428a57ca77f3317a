namespace HybridGroups.Api.Runs;

/// <summary>What was read from one side.</summary>
public sealed record ImportSummary
{
    /// <summary>How many objects are known.</summary>
    public long? Objects { get; init; }

    /// <summary>When everything was last read.</summary>
    public DateTimeOffset? LastFull { get; init; }

    /// <summary>When changes were last read.</summary>
    public DateTimeOffset? LastDelta { get; init; }

    /// <summary>Since when the cookie or delta link is in use; the directories forget old ones.</summary>
    public DateTimeOffset? CookieSince { get; init; }
}
