namespace HybridGroups.Sync.Cloud.Groups;

/// <summary>The tenant's setting for the writeback of new Microsoft 365 groups. Where nobody set it, they are written.</summary>
public sealed record WritebackDefault(bool IsEnabled);
