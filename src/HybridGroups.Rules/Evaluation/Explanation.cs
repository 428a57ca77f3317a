using System.Collections.Immutable;
using HybridGroups.Rules.Syntax;

namespace HybridGroups.Rules.Evaluation;

/// <summary>What one part of a rule said of one object, and because of which value.</summary>
/// <param name="Expression">In canonical form.</param>
/// <param name="Result">Null when a pattern used up its time budget, here or in a part that decides.</param>
/// <param name="Property">The property that was looked at; null for -and, -or and -not.</param>
/// <param name="Value">What the object has; null when it has nothing.</param>
/// <param name="Note">Why the result may surprise.</param>
public sealed record Explanation(
    string Expression, bool? Result, SourceSpan Span, string? Property, string? Value, string? Note, ImmutableArray<Explanation> Parts);
