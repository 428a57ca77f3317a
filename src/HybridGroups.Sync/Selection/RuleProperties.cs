using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Properties;
using HybridGroups.Sync.Intents;

namespace HybridGroups.Sync.Selection;

/// <summary>What rules read beyond what every connector reads.</summary>
public static class RuleProperties
{
    /// <summary>The directory extensions of users that rules over Entra name.</summary>
    public static IReadOnlySet<string> ExtensionsOf(IEnumerable<Intent> intents) => intents.OfType<DynamicRuleIntent>()
        .Where(intent => intent.Source != RuleSource.ActiveDirectory && !intent.EvaluatedByEntra)
        .SelectMany(intent => intent.Rule.Condition.Properties())
        .Where(property => property.Subject == Rules.RuleSubject.User && property.Key.StartsWith("extension_", StringComparison.OrdinalIgnoreCase))
        .Select(property => property.GraphPath)
        .ToHashSet(StringComparer.Ordinal);
}
