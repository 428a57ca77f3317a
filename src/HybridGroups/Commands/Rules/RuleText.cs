using HybridGroups.Rules.Diagnostics;

namespace HybridGroups.Commands.Rules;

/// <summary>How diagnostics are shown to people: the line of the rule, and carets under what is meant.</summary>
internal static class RuleText
{
    public static string Underlined(string rule, RuleDiagnostic diagnostic, string indent)
    {
        var start = Math.Min(diagnostic.Offset, rule.Length);
        var lineStart = start == 0 ? 0 : rule.LastIndexOf('\n', start - 1) + 1;
        var lineEnd = rule.IndexOf('\n', start);
        lineEnd = lineEnd < 0 ? rule.Length : lineEnd;
        var carets = Math.Max(1, Math.Min(diagnostic.Length, lineEnd - start));
        var number = rule.AsSpan(0, start).Count('\n') + 1;
        var kind = diagnostic.Severity.ToString().ToLowerInvariant();
        var entra = diagnostic.Code.EntraText is { } text ? $"\n{indent}  Entra would say: {text}" : string.Empty;
        var suggestion = diagnostic.Suggestion is { } better ? $"\n{indent}  → {better}" : string.Empty;
        return $"{indent}{kind} {diagnostic.Code.Id} (line {number}, column {start - lineStart + 1}): {diagnostic.Message}\n"
            + $"{indent}  {rule[lineStart..lineEnd].TrimEnd('\r').Replace('\t', ' ')}\n"
            + $"{indent}  {new string(' ', start - lineStart)}{new string('^', carets)}{suggestion}{entra}";
    }
}
