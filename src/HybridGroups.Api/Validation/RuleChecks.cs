using HybridGroups.Rules;
using HybridGroups.Rules.Diagnostics;

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
        return [.. parsed.Errors.Select(error => ProblemOf(text, error))];
    };

    private static RuleProblem ProblemOf(string text, RuleDiagnostic error)
    {
        var before = text.AsSpan(0, Math.Min(error.Offset, text.Length));
        return new RuleProblem(error.Message, before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'), error.Suggestion);
    }
}
