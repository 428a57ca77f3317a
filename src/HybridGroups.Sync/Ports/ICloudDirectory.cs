using HybridGroups.Sync.Cloud;

namespace HybridGroups.Sync.Ports;

/// <summary>A tenant, opened.</summary>
public interface ICloudDirectory : ICloudReader, ICloudWriter, ICloudGroupSettings, IDisposable
{
    /// <summary>Null where nothing could receive notifications.</summary>
    ICloudWakeups? Notifications { get; }
}
