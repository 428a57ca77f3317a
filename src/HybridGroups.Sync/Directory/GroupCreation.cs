namespace HybridGroups.Sync.Directory;

public sealed record GroupCreation(Guid Id, GroupOrigin Origin);
