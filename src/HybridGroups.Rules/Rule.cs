using System.Collections.Immutable;
using HybridGroups.Rules.Binding;
using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Diagnostics;
using HybridGroups.Rules.Formatting;
using HybridGroups.Rules.Syntax;

namespace HybridGroups.Rules;

/// <summary>A rule without faults. The only way to one is <see cref="Parse"/>.</summary>
public sealed class Rule
{
    /// <summary>In UTF-16 units of the rule as written.</summary>
    public const int MaximumLength = 3072;

    private Rule(string text, RuleDialect dialect, RuleSubject subject, Condition condition)
    {
        Text = text;
        Dialect = dialect;
        Subject = subject;
        Condition = condition;
    }

    public string Text { get; }

    public RuleDialect Dialect { get; }

    public RuleSubject Subject { get; }

    public Condition Condition { get; }

    /// <summary>Never throws and never hangs, whatever the text.</summary>
    /// <param name="target">What the group holds; without it, the first property decides.</param>
    public static RuleParse Parse(string text, RuleDialect dialect = RuleDialect.Entra, RuleSubject? target = null)
    {
        var diagnostics = new DiagnosticBag();
        if (text.Length > MaximumLength)
        {
            diagnostics.Add(
                DiagnosticCodes.TooLong,
                new SourceSpan(MaximumLength, text.Length - MaximumLength),
                $"The rule has {text.Length} characters; {MaximumLength} are allowed.",
                "join -or chains to -in lists, or make two groups");
            return Faulty(diagnostics);
        }

        var syntax = Parser.Parse(text, diagnostics);
        var (subject, condition) = Binder.Bind(syntax, dialect, target, diagnostics);
        if (condition is null || diagnostics.HasErrors)
        {
            return Faulty(diagnostics);
        }

        Doubts.Report(condition, dialect, diagnostics);
        return new RuleParse(new Rule(text, dialect, subject, condition), [], diagnostics.ToImmutable(DiagnosticSeverity.Warning));
    }

    public override string ToString() => RuleFormatter.Format(Condition);

    private static RuleParse Faulty(DiagnosticBag diagnostics) =>
        new(null, diagnostics.ToImmutable(DiagnosticSeverity.Error), diagnostics.ToImmutable(DiagnosticSeverity.Warning));
}
