namespace HybridGroups.Sync.Directory;

/// <summary>A member that could not be added or removed; the others were.</summary>
public sealed record MemberFailure(Guid Member, string Message, string Remedy);
