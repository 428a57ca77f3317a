namespace HybridGroups.Sync.Planning;

/// <summary>A member, or a group still to be made that will be one.</summary>
public readonly record struct PlannedMember(Guid Id, bool IsNew);
