namespace HybridGroups.Api.Validation;

/// <summary>
/// Says what is wrong with a rule; nothing when it is right. The rules engine stands behind it; where there is none,
/// <see cref="RuleChecks.None"/> says nothing.
/// </summary>
/// <param name="rule">The rule's text.</param>
/// <param name="subject">Whose properties it may read.</param>
public delegate IReadOnlyList<RuleProblem> RuleCheck(string rule, RuleSubject subject);
