namespace HybridGroups.Sync.Ports;

/// <summary>Asks Microsoft Graph whether it is there. Needs no account.</summary>
public interface IEntraProbe
{
    /// <param name="graph">The root of Microsoft Graph.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<ProbeResult> ProbeAsync(Uri graph, CancellationToken cancellation);
}
