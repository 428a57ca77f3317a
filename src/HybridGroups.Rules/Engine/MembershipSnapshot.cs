using System.Collections.Frozen;

namespace HybridGroups.Rules.Engine;

/// <summary>The members of all rules at one moment.</summary>
public sealed class MembershipSnapshot
{
    private readonly FrozenDictionary<string, RuleMembers> members;

    internal MembershipSnapshot(IEnumerable<KeyValuePair<string, RuleMembers>> members, DateTimeOffset now)
    {
        this.members = members.ToFrozenDictionary(StringComparer.Ordinal);
        Now = now;
    }

    public DateTimeOffset Now { get; }

    public IReadOnlyCollection<string> RuleIds => members.Keys;

    public RuleMembers this[string ruleId] => members[ruleId];
}
