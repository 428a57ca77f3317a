namespace HybridGroups.Api.Validation;

/// <summary>Says what is wrong with a rule; nothing when it is right: see <see cref="RuleChecks.Language"/>.</summary>
/// <param name="rule">The rule's text.</param>
/// <param name="subject">Whose properties it may read.</param>
public delegate IReadOnlyList<RuleProblem> RuleCheck(string rule, RuleSubject subject);
