namespace HybridGroups.Sync.Ports;

/// <summary>Opens directories. Opening speaks to nobody yet; only what cannot be read at all is refused at once.</summary>
public interface IDirectories
{
    /// <exception cref="OnPremisesException">An address, a name or a certificate is not what it should be.</exception>
    IOnPremisesDirectory Open(ActiveDirectoryConnection connection);

    /// <exception cref="Cloud.Problems.CloudException">An address or a certificate is not what it should be.</exception>
    ICloudDirectory Open(EntraConnection connection);
}
