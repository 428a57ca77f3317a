namespace HybridGroups.Api.Runs;

/// <summary>What was read from each side.</summary>
public sealed record ConnectorImports
{
    /// <summary>The Active Directory side.</summary>
    public ImportSummary? ActiveDirectory { get; init; }

    /// <summary>The Microsoft Entra side.</summary>
    public ImportSummary? Entra { get; init; }
}
