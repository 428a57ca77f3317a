using System.Collections.Immutable;
using HybridGroups.Rules.Diagnostics;

namespace HybridGroups.Rules.Evaluation;

/// <param name="IsValid">The rule has no fault, and its members are known.</param>
/// <param name="Members">Object ids in ordinal order.</param>
public sealed record RuleAnswer(
    bool IsValid, ImmutableArray<string> Members, ImmutableArray<RuleDiagnostic> Errors, ImmutableArray<RuleDiagnostic> Warnings);
