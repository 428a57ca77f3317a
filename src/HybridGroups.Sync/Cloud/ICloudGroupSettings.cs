using HybridGroups.Sync.Cloud.Groups;

namespace HybridGroups.Sync.Cloud;

/// <summary>What is set on a cloud group besides its properties and members. Everything may be repeated without harm.</summary>
public interface ICloudGroupSettings
{
    /// <summary>Makes a dynamic group an assigned one. It keeps the members it has.</summary>
    Task MakeAssignedAsync(Guid group, CancellationToken cancellation);

    Task SetWritebackConfigurationAsync(WritebackConfiguration configuration, CancellationToken cancellation);

    Task<IReadOnlyList<Guid>> ReadOwnersAsync(Guid group, CancellationToken cancellation);

    /// <summary>Adds first: a group keeps at least one owner.</summary>
    Task ChangeOwnersAsync(Guid group, IReadOnlyCollection<Guid> add, IReadOnlyCollection<Guid> remove, CancellationToken cancellation);
}
