namespace HybridGroups.Rules.Diagnostics;

/// <param name="Offset">In UTF-16 units from the start of the rule as it was given.</param>
/// <param name="Suggestion">What to write instead, or null when nothing better than the message can be said.</param>
public sealed record RuleDiagnostic(DiagnosticCode Code, string Message, int Offset, int Length, string? Suggestion)
{
    public DiagnosticSeverity Severity => Code.Severity;

    public override string ToString() => $"{Code.Id} at {Offset}: {Message}";
}
