using HybridGroups.GraphSimulator.Schema;

namespace HybridGroups.GraphSimulator.Tenant;

/// <summary>The store as one read replica sees it: up to a version, which may lie behind the primary's.</summary>
internal readonly struct StoreView(DirectoryStore store, long version)
{
    public DirectoryStore Store { get; } = store;

    public long Version { get; } = version;

    public DirectorySchema Schema => Store.Schema;

    public ObjectState? StateOf(DirectoryObject target)
    {
        for (var state = target.State; state is not null; state = state.Previous)
        {
            if (state.Version <= Version)
                return state;
        }

        return null;
    }

    public bool IsLive(DirectoryObject target) => StateOf(target) is { IsLive: true };

    public DirectoryObject? FindLive(Guid id) => Store.Find(id) is { } found && IsLive(found) ? found : null;

    public IEnumerable<DirectoryObject> LiveOf(ObjectKind kind, int afterOrdinal = -1)
    {
        for (var i = afterOrdinal + 1; i < Store.Objects.Count; i++)
        {
            var candidate = Store[i];
            if (candidate.Kind == kind && IsLive(candidate))
                yield return candidate;
        }
    }

    public IReadOnlyList<int> Related(DirectoryObject group, Relation relation) =>
        (relation == Relation.Members ? group.Members : group.Owners)?.At(Version) ?? [];

    /// <summary>Related objects that a reader gets to see: a soft-deleted user keeps the membership but is not listed.</summary>
    public IEnumerable<DirectoryObject> LiveRelated(DirectoryObject group, Relation relation)
    {
        foreach (var ordinal in Related(group, relation))
        {
            if (IsLive(Store[ordinal]))
                yield return Store[ordinal];
        }
    }

    public bool IsRelated(DirectoryObject group, Relation relation, DirectoryObject target) =>
        (relation == Relation.Members ? group.Members : group.Owners)?.ContainsAt(target.Ordinal, Version) ?? false;
}
