using HybridGroups.Sync.Cloud.Changes;

namespace HybridGroups.Sync.Cloud.Memberships;

/// <summary>A member as listed. Without the permission to read its type only id and kind are known.</summary>
public sealed record CloudMember(Guid Id, CloudMemberKind Kind);
