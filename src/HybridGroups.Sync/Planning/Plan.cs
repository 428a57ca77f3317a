using HybridGroups.Sync.Intents;

namespace HybridGroups.Sync.Planning;

/// <summary>What would bring both directories into the wanted state, in the order in which it is done.</summary>
public sealed record Plan(IReadOnlyList<PlannedChange> Changes, IReadOnlyDictionary<string, IntentOutcome> Outcomes)
{
    public static Plan Empty { get; } = new([], new Dictionary<string, IntentOutcome>(StringComparer.Ordinal));

    /// <summary>How many single things it does.</summary>
    public int Count => Changes.Sum(change => change.Count);

    public IntentOutcome? OutcomeOf(IntentRef intent) => Outcomes.GetValueOrDefault(intent.Key);

    /// <summary>What is wrong with the directories themselves, whoever wants what of them.</summary>
    public IReadOnlyList<ObjectProblem> DirectoryProblems { get; init; } = [];

    public IEnumerable<ObjectProblem> Problems => Outcomes.Values.SelectMany(outcome => outcome.Problems).Concat(DirectoryProblems);
}
