using HybridGroups.Sync.Intents;

namespace HybridGroups.Sync.Planning;

/// <summary>What the plan found for one intent.</summary>
public sealed record IntentOutcome(IntentRef Intent)
{
    /// <summary>Groups that the intent picks, or people that the rule picks.</summary>
    public int Selected { get; init; }

    /// <summary>Of a policy that picks none: groups that it would pick if they said of themselves that they are to be written.</summary>
    public int Silent { get; init; }

    /// <summary>What whoever wrote the policy has probably overlooked.</summary>
    public string? Hint => Silent == 0
        ? null
        : $"No group is picked. {Silent} would be if they said so themselves: set writebackConfiguration.isEnabled of a group in Entra, or spec.selection.honourWritebackConfiguration: false for all of them.";

    /// <summary>Groups that agree already.</summary>
    public int InAgreement { get; init; }

    public int Quarantined { get; init; }

    /// <summary>Members that the other directory does not have.</summary>
    public int Unmatched { get; init; }

    /// <summary>Members of the rule's group.</summary>
    public int Members { get; init; }

    public int PendingAdds { get; init; }

    public int PendingRemovals { get; init; }

    /// <summary>The group that a rule keeps, once it is there.</summary>
    public Guid? Group { get; init; }

    /// <summary>Groups of Entra that were adopted and agree with their source, or did so before.</summary>
    public IReadOnlyList<Guid> Adopted { get; init; } = [];

    /// <summary>Groups that wait to be retired, by cause.</summary>
    public IReadOnlyDictionary<RetirementCause, int> Retirements { get; init; } = new Dictionary<RetirementCause, int>();

    /// <summary>Who else wants groups that this one keeps, in words.</summary>
    public IReadOnlyList<string> Rivals { get; init; } = [];

    public IReadOnlyList<ObjectProblem> Problems { get; init; } = [];
}
