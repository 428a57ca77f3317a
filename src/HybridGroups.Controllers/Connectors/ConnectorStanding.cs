namespace HybridGroups.Controllers.Connectors;

/// <summary>Where a connector stands for whoever measures it: a pass that fails, or a connector that is built anew, takes nothing away.</summary>
/// <param name="Since">When this replica took it over.</param>
internal sealed record ConnectorStanding(DateTimeOffset Since)
{
    private SideReport ActiveDirectory { get; init; } = new();

    private SideReport Entra { get; init; } = new();

    /// <summary>The newest report.</summary>
    public ConnectorReport Now { get; private init; } = new();

    /// <summary>The newest report that has a plan.</summary>
    public ConnectorReport Planned { get; private init; } = new();

    /// <summary>The newest complete read of a side.</summary>
    public SideReport Read(string side) => side == nameof(ActiveDirectory) ? ActiveDirectory : Entra;

    public ConnectorStanding With(ConnectorReport report) => this with
    {
        Now = report,
        Planned = report.Plan is null ? Planned : report,
        ActiveDirectory = report.ActiveDirectory.IsComplete ? report.ActiveDirectory : ActiveDirectory,
        Entra = report.Entra.IsComplete ? report.Entra : Entra,
    };
}
