namespace HybridGroups.GraphSimulator.Hosting;

/// <summary>What is true in the tenant, read at the primary and past every fault.</summary>
public sealed record TenantSnapshot(
    IReadOnlySet<Guid> Users,
    IReadOnlySet<Guid> Devices,
    IReadOnlyDictionary<Guid, IReadOnlySet<Guid>> GroupMembers,
    IReadOnlyDictionary<Guid, string> DisplayNames);
