namespace HybridGroups.Sync.Cloud.Changes;

/// <summary>
/// A row as the cloud sent it. A property that is not in it is unchanged or was never set; one that is there with null was cleared.
/// Values are string, bool, long, double, string[] or, for anything nested, its JSON text.
/// </summary>
public sealed record CloudObject(CloudObjectKind Kind, Guid Id, IReadOnlyDictionary<string, object?> Properties);
