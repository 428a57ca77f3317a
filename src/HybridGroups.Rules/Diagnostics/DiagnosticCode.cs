namespace HybridGroups.Rules.Diagnostics;

/// <param name="Id">Never reused and never renumbered: people search for it.</param>
/// <param name="EntraText">What Entra says in the same case, where that is known.</param>
public sealed record DiagnosticCode(string Id, DiagnosticSeverity Severity, string Title, string? EntraText = null)
{
    public override string ToString() => Id;
}
