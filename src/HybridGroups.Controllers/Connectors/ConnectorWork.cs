using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Safety;

namespace HybridGroups.Controllers.Connectors;

/// <summary>What is wanted of a connector in a round. It may change from round to round without anything being read anew.</summary>
public sealed record ConnectorWork(IReadOnlyList<Intent> Intents, Limits Limits)
{
    public static ConnectorWork None { get; } = new([], new Limits());

    /// <summary>The plan is computed and shown, and nothing is written.</summary>
    public bool IsStaging { get; init; }

    /// <summary>When anything may be written; always when there are none.</summary>
    public IReadOnlyList<ChangeHours> Hours { get; init; } = [];

    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(2);

    public TimeSpan FullResync { get; init; } = TimeSpan.FromHours(24);

    public bool Watches { get; init; } = true;

    /// <summary>The hash of held changes that a person has approved.</summary>
    public string? ApprovedPlan { get; init; }
}
