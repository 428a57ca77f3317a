using HybridGroups.Sync.Ports;

namespace HybridGroups.EndToEnd.Tests.Crashes;

internal sealed class MortalDirectories(IDirectories real, KillSwitch kill) : IDirectories
{
    public IOnPremisesDirectory Open(ActiveDirectoryConnection connection) => new MortalActiveDirectory(real.Open(connection), kill);

    public ICloudDirectory Open(EntraConnection connection) => new MortalTenant(real.Open(connection), kill);
}
