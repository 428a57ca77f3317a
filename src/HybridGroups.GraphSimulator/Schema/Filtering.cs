namespace HybridGroups.GraphSimulator.Schema;

/// <summary>Which store answers a filter on a property: the primary index, only the secondary one, or none.</summary>
internal enum Filtering
{
    None,
    Plain,
    Advanced,
}
