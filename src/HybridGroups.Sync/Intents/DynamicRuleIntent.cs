using HybridGroups.Rules;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Safety;
using HybridGroups.Sync.Selection;

namespace HybridGroups.Sync.Intents;

/// <summary>The members of one group are to be whom a rule picks.</summary>
public sealed record DynamicRuleIntent(IntentRef Ref, Limits Limits, Guid RuleId, Rule Rule, RuleSource Source, DynamicTarget Target) : Intent(Ref, Limits)
{
    /// <summary>Object ids, user principal names or distinguished names.</summary>
    public IReadOnlyList<string> IncludeMembers { get; init; } = [];

    public IReadOnlyList<string> ExcludeMembers { get; init; } = [];

    /// <summary>Entra evaluates it: the rule is handed over, not its members.</summary>
    public bool EvaluatedByEntra { get; init; }

    public bool IsPaused { get; init; }

    /// <summary>It is reported what would change, and nothing is changed.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Somebody else filled the group so far: whom the rule would remove from it is shown before anybody is removed.</summary>
    public bool TakesOver { get; init; }

    /// <summary>The rule object is being deleted, and the group that it made is to go with it.</summary>
    public bool DeletesTarget { get; init; }

    internal string MembersRuleId => $"{Ref.Key}/members";
}
