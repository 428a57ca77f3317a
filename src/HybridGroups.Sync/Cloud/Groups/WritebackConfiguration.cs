namespace HybridGroups.Sync.Cloud.Groups;

/// <summary>A group's wish to be written to AD; null means nobody has decided and the tenant's default holds.</summary>
public sealed record WritebackConfiguration(Guid Group, bool? IsEnabled, string? OnPremisesGroupType);
