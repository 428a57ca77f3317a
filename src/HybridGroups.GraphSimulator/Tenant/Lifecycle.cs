namespace HybridGroups.GraphSimulator.Tenant;

internal enum Lifecycle
{
    Live,
    SoftDeleted,
    Purged,
}
