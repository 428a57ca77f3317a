using HybridGroups.GraphSimulator.Schema;

namespace HybridGroups.GraphSimulator.Tenant;

internal sealed record ExtensionProperty(Guid Id, Guid ApplicationObjectId, string AppDisplayName, string Name, string DataType, string[] TargetObjects)
{
    public bool IsSyncedFromOnPremises { get; init; }

    public bool IsMultiValued { get; init; }

    public ValueKind ValueKind => DataType switch
    {
        "Boolean" => ValueKind.Flag,
        "Integer" or "LargeInteger" => ValueKind.Number,
        "DateTime" => ValueKind.Time,
        _ => IsMultiValued ? ValueKind.TextList : ValueKind.Text,
    };
}
