using HybridGroups.Rules;

namespace HybridGroups.Sync.Selection;

/// <summary>A rule to be kept evaluated.</summary>
public sealed record BookedRule(Rule Rule, RuleSource Source);
