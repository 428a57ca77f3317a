using System.Collections.Immutable;
using HybridGroups.Rules.Syntax;

namespace HybridGroups.Rules.Diagnostics;

internal sealed class DiagnosticBag
{
    // A rule of 3,072 units can hold a fault in each of them; nobody reads more than this of any one severity.
    private const int Most = 100;

    private readonly List<RuleDiagnostic> diagnostics = [];
    private readonly int[] counts = new int[3];

    public bool HasErrors { get; private set; }

    public void Add(DiagnosticCode code, SourceSpan span, string message, string? suggestion = null)
    {
        HasErrors |= code.Severity == DiagnosticSeverity.Error;
        if (counts[(int)code.Severity]++ < Most)
        {
            diagnostics.Add(new RuleDiagnostic(code, message, span.Start, span.Length, suggestion));
        }
    }

    /// <summary>By position, so that they can be worked through from left to right.</summary>
    public ImmutableArray<RuleDiagnostic> ToImmutable(params ReadOnlySpan<DiagnosticSeverity> severities)
    {
        var chosen = new List<RuleDiagnostic>();
        foreach (var diagnostic in diagnostics)
        {
            if (severities.Contains(diagnostic.Severity) && !chosen.Contains(diagnostic))
            {
                chosen.Add(diagnostic);
            }
        }

        return [.. chosen.OrderBy(d => d.Offset)];
    }
}
