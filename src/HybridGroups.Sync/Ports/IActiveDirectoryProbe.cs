namespace HybridGroups.Sync.Ports;

/// <summary>Asks the domain controllers whether they are there. Needs no account.</summary>
public interface IActiveDirectoryProbe
{
    Task<ProbeResult> ProbeAsync(ActiveDirectoryAddress address, CancellationToken cancellation);
}
