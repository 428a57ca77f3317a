namespace HybridGroups.Sync.Cloud.Tenants;

/// <summary>A directory extension; its full name is usable in rules.</summary>
public sealed record CloudExtensionProperty(string Name, string DataType, IReadOnlyList<string> TargetObjects, bool IsSyncedFromOnPremises);
