using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;

namespace HybridGroups.Sync.Planning;

/// <summary>Collects what the planners of the single intents come to.</summary>
internal sealed class PlanBuilder(DirectoryModel model)
{
    private readonly List<PlannedChange> changes = [];
    private readonly Dictionary<string, IntentOutcome> outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<(DirectorySide Side, Guid Id), IntentRef> claims = [];
    private readonly Dictionary<string, List<ObjectProblem>> problems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> rivals = new(StringComparer.Ordinal);
    private HashSet<(DirectorySide Side, Guid Id)>? made;

    public DirectoryModel Model { get; } = model;

    /// <summary>Null when a side was not read to its end: then nothing is taken away.</summary>
    public CompleteImports? Proof { get; } = model.ProveComplete();

    /// <summary>Cloud groups that will be in Active Directory when the plan is carried out.</summary>
    public HashSet<Guid> ToBeWrittenBack { get; } = [];

    /// <summary>Groups of Active Directory that will be in Entra, by identity.</summary>
    public Dictionary<Guid, Guid> ToBeSynced { get; } = [];

    public void Add(PlannedChange change) => changes.Add(change);

    public void Report(IntentRef intent, string problemClass, string item, string message, string remedy)
    {
        if (!problems.TryGetValue(intent.Key, out var list)) problems.Add(intent.Key, list = []);
        list.Add(new ObjectProblem(problemClass, item, message, remedy) { Intent = intent });
    }

    public IntentOutcome OutcomeOf(IntentRef intent) => outcomes[intent.Key];

    public void Conclude(IntentOutcome outcome) => outcomes[outcome.Intent.Key] = outcome;

    /// <summary>Two intents never write one group: the first to claim it has it, and both are told.</summary>
    public bool Claim(IntentRef intent, TargetGroup group)
    {
        if (!claims.TryGetValue((group.Side, group.Id), out var owner))
        {
            claims.Add((group.Side, group.Id), intent);
            return true;
        }

        if (string.Equals(owner.Key, intent.Key, StringComparison.Ordinal)) return true;
        if (!rivals.TryGetValue(owner.Key, out var known)) rivals.Add(owner.Key, known = []);
        known.Add($"{intent} picks {group.Name} too");
        Report(
            intent, ProblemClasses.TargetClaimed, group.Name, $"{group.Name} is kept by {owner} already.",
            "Let one of the two pick it: change the selection or the target of the other.");
        return false;
    }

    public Plan Build()
    {
        var ordered = changes
            .Select(WithoutMembersThatAreNotMade)
            .OfType<PlannedChange>()
            .OrderBy(change => change.Order)
            .ThenBy(change => change.Intent.Key, StringComparer.Ordinal)
            .ThenBy(change => change.Group.Id)
            .ToArray();
        return new Plan(ordered, outcomes.ToDictionary(
            entry => entry.Key,
            entry => entry.Value with { Problems = [.. problems.GetValueOrDefault(entry.Key) ?? []], Rivals = [.. rivals.GetValueOrDefault(entry.Key) ?? []] },
            StringComparer.Ordinal));
    }

    // A group that was picked and then not planned, for its size or because another has it, cannot be a member either.
    private PlannedChange? WithoutMembersThatAreNotMade(PlannedChange change)
    {
        if (change is not PlannedChange.AddMembers { Members: var members } addition || !members.Any(member => member.IsNew)) return change;
        made ??= changes
            .Where(one => one is PlannedChange.CreateOnPremisesGroup or PlannedChange.CreateCloudGroup)
            .Select(one => (one.Group.Side, one.Group.Id))
            .ToHashSet();
        var kept = members.Where(member => !member.IsNew || made.Contains((change.Group.Side, member.Id))).ToArray();
        return kept.Length == 0 ? null : addition with { Members = kept };
    }
}
