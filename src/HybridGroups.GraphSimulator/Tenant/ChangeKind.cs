namespace HybridGroups.GraphSimulator.Tenant;

internal enum ChangeKind : byte
{
    Created,
    Updated,
    SoftDeleted,
    Restored,
    Purged,
    MemberAdded,
    MemberRemoved,
    OwnerAdded,
    OwnerRemoved,
}
