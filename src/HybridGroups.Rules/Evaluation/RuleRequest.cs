namespace HybridGroups.Rules.Evaluation;

/// <param name="Target">What the group holds; without it, the first property of the rule decides.</param>
public sealed record RuleRequest(string Text, RuleSubject? Target);
