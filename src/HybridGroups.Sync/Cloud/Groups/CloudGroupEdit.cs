namespace HybridGroups.Sync.Cloud.Groups;

/// <summary>Properties of a group to set; those left out stay as they are. A description of null clears it.</summary>
public sealed record CloudGroupEdit(IReadOnlyDictionary<string, object?> Properties);
