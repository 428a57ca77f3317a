using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Properties;
using HybridGroups.Rules.Values;
using HybridGroups.Sync.Intents;

namespace HybridGroups.Sync.Planning;

/// <summary>Which rules read the members of groups that other rules fill.</summary>
internal static class RuleDependencies
{
    /// <summary>The rules that are on a circle, by intent.</summary>
    public static IReadOnlySet<string> InCycles(IReadOnlyList<DynamicRuleIntent> intents, Func<DynamicRuleIntent, Guid?> groupOf)
    {
        var filledBy = new Dictionary<Guid, DynamicRuleIntent>();
        foreach (var intent in intents)
        {
            if (groupOf(intent) is { } group) filledBy.TryAdd(group, intent);
        }

        var reads = intents
            .Select(intent => (intent.Ref.Key, Reads: GroupsRead(intent).Where(filledBy.ContainsKey).Select(group => filledBy[group].Ref.Key).ToArray()))
            .Where(entry => entry.Reads.Length > 0)
            .ToDictionary(entry => entry.Key, entry => entry.Reads, StringComparer.Ordinal);
        return reads.Keys.Where(start => Reaches(start, start, reads)).ToHashSet(StringComparer.Ordinal);
    }

    private static bool Reaches(string from, string goal, Dictionary<string, string[]> reads)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>(reads[from]);
        while (pending.TryPop(out var next))
        {
            if (string.Equals(next, goal, StringComparison.Ordinal)) return true;
            if (!seen.Add(next) || !reads.TryGetValue(next, out var further)) continue;
            foreach (var one in further) pending.Push(one);
        }

        return false;
    }

    private static IEnumerable<Guid> GroupsRead(DynamicRuleIntent intent)
    {
        foreach (var part in intent.Rule.Condition.Descend())
        {
            var values = part switch
            {
                Condition.Quantified { Property.Type: PropertyType.Groups } quantified => quantified.Element.Descend().OfType<Condition.Comparison>().SelectMany(comparison => Texts(comparison.Value)),
                Condition.Comparison { Property.Type: PropertyType.Groups } comparison => Texts(comparison.Value),
                _ => [],
            };
            foreach (var text in values)
            {
                if (Guid.TryParse(text, out var id)) yield return id;
            }
        }
    }

    private static IEnumerable<string> Texts(RuleValue value) => value switch
    {
        RuleValue.Text text => [text.Value],
        RuleValue.List list => list.Texts,
        _ => [],
    };
}
