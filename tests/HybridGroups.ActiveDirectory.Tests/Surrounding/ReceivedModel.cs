using HybridGroups.Sync.Directory;

namespace HybridGroups.ActiveDirectory.Tests.Surrounding;

/// <summary>What somebody knows who applies every change and knows nothing else.</summary>
internal sealed class ReceivedModel
{
    public Dictionary<Guid, OnPremisesObject> Objects { get; } = [];

    public Dictionary<Guid, HashSet<Guid>> Members { get; } = [];

    public void Apply(OnPremisesChange change)
    {
        switch (change)
        {
            case OnPremisesChange.Upserted(var found):
                Objects[found.Id] = found;
                if (found.Kind == OnPremisesObjectKind.Group) Members.TryAdd(found.Id, []);
                break;
            case OnPremisesChange.MembersReplaced(var group, var members):
                Members[group] = [.. members];
                break;
            case OnPremisesChange.MembersChanged(var group, var added, var removed):
                if (!Members.TryGetValue(group, out var known)) break;
                known.UnionWith(added);
                known.ExceptWith(removed);
                break;
            case OnPremisesChange.Gone(var id, var isDeleted):
                Forget(id, isDeleted);
                break;
        }
    }

    public void Keep(IReadOnlySet<Guid> present)
    {
        foreach (var id in Objects.Keys.Where(id => !present.Contains(id)).ToList()) Forget(id, isDeleted: true);
    }

    private void Forget(Guid id, bool isDeleted)
    {
        Objects.Remove(id);
        Members.Remove(id);
        if (!isDeleted) return;
        foreach (var members in Members.Values) members.Remove(id);
    }
}
