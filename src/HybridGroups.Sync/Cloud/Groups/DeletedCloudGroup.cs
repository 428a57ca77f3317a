namespace HybridGroups.Sync.Cloud.Groups;

/// <summary>A group in the recycle bin.</summary>
public sealed record DeletedCloudGroup(Guid Id, string DisplayName, string? UniqueName, DateTimeOffset? DeletedAt);
