using HybridGroups.Sync.Model;

namespace HybridGroups.Sync.Planning;

/// <summary>The group that a change is about.</summary>
/// <param name="Id">Its identity; for a group still to be made, the identity of what it is made for.</param>
public sealed record TargetGroup(DirectorySide Side, Guid Id, bool IsNew, string Name)
{
    public override string ToString() => IsNew ? $"{Name} (new)" : Name;
}
