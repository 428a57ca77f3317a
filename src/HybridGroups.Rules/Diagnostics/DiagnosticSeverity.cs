namespace HybridGroups.Rules.Diagnostics;

public enum DiagnosticSeverity
{
    /// <summary>Said by the linter only, when it is asked: the rule is right but could be better.</summary>
    Advice,

    /// <summary>The rule is accepted, but may not mean what its author thinks.</summary>
    Warning,

    /// <summary>The rule is refused.</summary>
    Error,
}
