using HybridGroups.GraphSimulator.Schema;

namespace HybridGroups.GraphSimulator.Tenant;

/// <summary>
/// The primary: every object, and one log of everything committed since the tenant was seeded.
/// Not thread safe; the host serialises access.
/// </summary>
internal sealed class DirectoryStore(TimeProvider clock)
{
    // No replica lags further behind than this, so nothing older has to be reconstructed.
    private static readonly TimeSpan History = TimeSpan.FromMinutes(10);

    private readonly List<DirectoryObject> objects = [];
    private readonly Dictionary<Guid, int> byId = [];
    private readonly List<Change> log = [];

    public DirectorySchema Schema { get; } = new();

    public IReadOnlyList<DirectoryObject> Objects => objects;

    public IReadOnlyList<Change> Log => log;

    public long Version => log.Count;

    /// <summary>Called with each committed change, in order.</summary>
    public List<Action<Change>> Committed { get; } = [];

    public DirectoryObject this[int ordinal] => objects[ordinal];

    public DirectoryObject? Find(Guid id) => byId.TryGetValue(id, out var ordinal) ? objects[ordinal] : null;

    public void Reserve(int count)
    {
        objects.EnsureCapacity(count);
        byId.EnsureCapacity(count);
    }

    /// <summary>Puts an object into the baseline: it is there from version 0 and in no log.</summary>
    public DirectoryObject Seed(Guid id, ObjectKind kind, PropertyBag properties)
    {
        var added = new DirectoryObject(objects.Count, id, kind, new ObjectState(0, Lifecycle.Live, properties, clock.GetUtcNow()));
        objects.Add(added);
        byId.Add(id, added.Ordinal);
        return added;
    }

    public DirectoryObject Create(Guid id, ObjectKind kind, IReadOnlyDictionary<ushort, object?> properties)
    {
        var now = clock.GetUtcNow();
        var state = new ObjectState(Version + 1, Lifecycle.Live, PropertyBag.Empty.With(properties), now);
        var created = new DirectoryObject(objects.Count, id, kind, state);
        objects.Add(created);
        byId.Add(id, created.Ordinal);
        Commit(created, ChangeKind.Created, -1, [.. properties.Keys]);
        return created;
    }

    /// <summary>Sets the values that differ; a write that changes nothing leaves no trace.</summary>
    public void Update(DirectoryObject target, IReadOnlyDictionary<ushort, object?> changes)
    {
        var old = target.State.Properties;
        var real = changes
            .Where(change => !PropertyBag.SameValue(old.Get(change.Key), change.Value) || (change.Value is null && !old.Has(change.Key)))
            .ToDictionary(change => change.Key, change => change.Value);
        if (real.Count == 0)
            return;
        Advance(target, target.State.Lifecycle, old.With(real));
        Commit(target, ChangeKind.Updated, -1, [.. real.Keys]);
    }

    public void SoftDelete(DirectoryObject target)
    {
        Advance(target, Lifecycle.SoftDeleted, target.State.Properties);
        Commit(target, ChangeKind.SoftDeleted, -1, []);
    }

    public void Restore(DirectoryObject target)
    {
        Advance(target, Lifecycle.Live, target.State.Properties);
        Commit(target, ChangeKind.Restored, -1, []);
    }

    /// <summary>Gone for good; only now do memberships in it and of it end.</summary>
    public void Purge(DirectoryObject target)
    {
        Advance(target, Lifecycle.Purged, target.State.Properties);
        Commit(target, ChangeKind.Purged, -1, []);
        foreach (var group in objects.Where(candidate => candidate.Kind == ObjectKind.Group && candidate.State.Lifecycle != Lifecycle.Purged))
        {
            Unrelate(group, Relation.Members, target);
            Unrelate(group, Relation.Owners, target);
        }
    }

    public bool Relate(DirectoryObject group, Relation relation, DirectoryObject target)
    {
        if (!ListOf(group, relation).Add(target.Ordinal, Version + 1, ForgottenVersion()))
            return false;
        Commit(group, relation == Relation.Members ? ChangeKind.MemberAdded : ChangeKind.OwnerAdded, target.Ordinal, []);
        return true;
    }

    public bool Unrelate(DirectoryObject group, Relation relation, DirectoryObject target)
    {
        var list = relation == Relation.Members ? group.Members : group.Owners;
        if (list is null || !list.Remove(target.Ordinal, Version + 1, ForgottenVersion()))
            return false;
        Commit(group, relation == Relation.Members ? ChangeKind.MemberRemoved : ChangeKind.OwnerRemoved, target.Ordinal, []);
        return true;
    }

    public static RelationList ListOf(DirectoryObject group, Relation relation) =>
        relation == Relation.Members ? group.Members ??= new RelationList() : group.Owners ??= new RelationList();

    /// <summary>The last version committed at or before that time.</summary>
    public long VersionAt(DateTimeOffset time)
    {
        var low = 0;
        var high = log.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (log[middle].At <= time)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private long ForgottenVersion() => VersionAt(clock.GetUtcNow() - History);

    private void Advance(DirectoryObject target, Lifecycle lifecycle, PropertyBag properties)
    {
        var next = new ObjectState(Version + 1, lifecycle, properties, clock.GetUtcNow()) { Previous = target.State };
        target.State = next;
        var forgotten = ForgottenVersion();
        for (var state = next.Previous; state is not null; state = state.Previous)
        {
            if (state.Version <= forgotten)
                state.Previous = null;
        }
    }

    private void Commit(DirectoryObject target, ChangeKind kind, int related, ushort[] properties)
    {
        var change = new Change(Version + 1, clock.GetUtcNow(), target.Ordinal, kind, related, properties);
        log.Add(change);
        foreach (var listener in Committed)
            listener(change);
    }
}
