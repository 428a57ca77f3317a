using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HybridGroups.Rules.Diagnostics;

namespace HybridGroups.Rules;

/// <param name="Rule">Null exactly when there are errors.</param>
public sealed record RuleParse(Rule? Rule, ImmutableArray<RuleDiagnostic> Errors, ImmutableArray<RuleDiagnostic> Warnings)
{
    [MemberNotNullWhen(true, nameof(Rule))]
    public bool IsValid => Rule is not null;
}
