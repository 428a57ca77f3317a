namespace HybridGroups.Sync.Cloud.Groups;

/// <summary>The wish to delete one group, with what it must turn out to be when it is looked at again just before.</summary>
public sealed record GroupDeletion(Guid Id, string ExpectedUniqueName);
