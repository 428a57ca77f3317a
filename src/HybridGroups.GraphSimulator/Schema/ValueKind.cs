namespace HybridGroups.GraphSimulator.Schema;

internal enum ValueKind
{
    Text,
    Flag,
    Number,
    Time,
    TextList,
    Json,
}
