namespace HybridGroups.GraphSimulator.Protocol;

internal enum GraphVersion
{
    V1,
    Beta,
}
