using Kube.Client.Schema;

namespace HybridGroups.Api.Runs;

/// <summary>One run of a connector.</summary>
public sealed record RunSummary
{
    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>Changes planned.</summary>
    [Default("0")]
    public int Planned { get; init; }

    /// <summary>Changes made.</summary>
    [Default("0")]
    public int Applied { get; init; }

    /// <summary>Changes that failed.</summary>
    [Default("0")]
    public int Failed { get; init; }

    /// <summary>Changes held back for approval.</summary>
    [Default("0")]
    public int Held { get; init; }
}
