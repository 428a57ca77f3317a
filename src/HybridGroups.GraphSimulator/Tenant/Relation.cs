namespace HybridGroups.GraphSimulator.Tenant;

internal enum Relation
{
    Members,
    Owners,
}
