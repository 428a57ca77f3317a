using HybridGroups.Rules;
using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Diagnostics;
using HybridGroups.Rules.Properties;

namespace HybridGroups.Api.Validation;

/// <summary>The rule language behind <see cref="RuleCheck"/>.</summary>
public static class RuleChecks
{
    /// <summary>Every fault of a rule, each with its place and what to write instead.</summary>
    public static RuleCheck Language { get; } = (text, subject) =>
    {
        var parsed = Rule.Parse(
            text,
            subject == RuleSubject.MemberByEntra ? RuleDialect.Entra : RuleDialect.Extended,
            subject == RuleSubject.Group ? HybridGroups.Rules.RuleSubject.Group : null);
        return parsed.Rule is { } rule && subject == RuleSubject.MemberWithoutManager && ReadsManagers(rule)
            ? [new RuleProblem("reports are not known where the operator reads Entra alone: its changes do not tell who manages whom", 1, 1, "set spec.source to ActiveDirectory or Merged, or spec.evaluatedBy to Entra")]
            : [.. parsed.Errors.Select(error => ProblemOf(text, error))];
    };

    // Nobody would be picked, and so everybody removed.
    private static bool ReadsManagers(Rule rule) => rule.Condition.Properties().Any(property => property.Equals(ManagerLinks.Manager) || property.Equals(ManagerLinks.Chain));

    private static RuleProblem ProblemOf(string text, RuleDiagnostic error)
    {
        var before = text.AsSpan(0, Math.Min(error.Offset, text.Length));
        return new RuleProblem(error.Message, before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'), error.Suggestion);
    }
}
