namespace HybridGroups.Api.Validation;

/// <summary>What is wrong with a rule.</summary>
/// <param name="Message">What was found and what was expected.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Suggestion">What was probably meant.</param>
public sealed record RuleProblem(string Message, int Line, int Column, string? Suggestion = null)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"line {Line}, column {Column}: {(Suggestion is null ? Message : $"{Message.TrimEnd('.')} ({Suggestion})")}";
}
