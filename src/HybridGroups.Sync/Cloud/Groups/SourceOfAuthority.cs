namespace HybridGroups.Sync.Cloud.Groups;

/// <summary>Whether a group is managed in the cloud, by the service's own word.</summary>
public sealed record SourceOfAuthority(Guid Group, bool IsCloudManaged, bool IsSyncedNow);
