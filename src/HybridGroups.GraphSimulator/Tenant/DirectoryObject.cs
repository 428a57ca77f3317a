using HybridGroups.GraphSimulator.Schema;

namespace HybridGroups.GraphSimulator.Tenant;

internal sealed class DirectoryObject(int ordinal, Guid id, ObjectKind kind, ObjectState state)
{
    public int Ordinal { get; } = ordinal;

    public Guid Id { get; } = id;

    public ObjectKind Kind { get; } = kind;

    public ObjectState State { get; set; } = state;

    public RelationList? Members { get; set; }

    public RelationList? Owners { get; set; }

    public string IdText => Id.ToString("D");
}
