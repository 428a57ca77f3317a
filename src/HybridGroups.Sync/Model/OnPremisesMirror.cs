using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Packing;

namespace HybridGroups.Sync.Model;

/// <summary>
/// What is known of Active Directory. A full read is kept apart until it is complete and then takes the place of what was known,
/// so that one which ends early removes nothing.
/// </summary>
public sealed class OnPremisesMirror
{
    private ValuePacker packer = NewPacker();
    private Dictionary<Guid, OnPremisesObject> objects = [];
    private Dictionary<Guid, HashSet<Guid>> members = [];
    private FullRead? reading;

    /// <summary>Up to where the changes are known; null when everything has to be read.</summary>
    public DirectoryCookie? Cookie { get; private set; }

    /// <summary>Everything has been read at least once: before, absence means nothing.</summary>
    public bool IsComplete { get; private set; }

    public int Count => objects.Count;

    /// <summary>Grows with every change that is applied.</summary>
    public long Version { get; private set; }

    public IReadOnlyCollection<OnPremisesObject> Objects => objects.Values;

    /// <summary>The groups whose members are known.</summary>
    public IReadOnlyCollection<Guid> GroupsWithMembers => members.Keys;

    /// <summary>What has changed since it was last asked for.</summary>
    internal MirrorChanges Changes { get; private set; } = new();

    public OnPremisesObject? Find(Guid id) => objects.GetValueOrDefault(id);

    public IReadOnlySet<Guid> MembersOf(Guid group) => members.TryGetValue(group, out var list) ? list : EmptySet;

    private static IReadOnlySet<Guid> EmptySet { get; } = new HashSet<Guid>();

    /// <summary>A full read begins: from now on changes go to it.</summary>
    public void BeginFull() => reading = new FullRead();

    /// <summary>The full read did not come to its end: what was known before stands.</summary>
    public void AbandonFull() => reading = null;

    /// <summary>The full read is complete: what it did not name is gone.</summary>
    public void CompleteFull(DirectoryCookie cookie)
    {
        if (reading is null) throw new InvalidOperationException("No full read was begun.");
        (objects, members, packer, reading) = (reading.Objects, reading.Members, reading.Packer, null);
        Cookie = cookie;
        IsComplete = true;
        Version++;
        Changes.Everything = true;
    }

    public void Apply(OnPremisesChange change)
    {
        Version++;
        switch (change)
        {
            case OnPremisesChange.Upserted { Object: var item }:
                Changes.Note(item.Id, Find(item.Id));
                (reading?.Objects ?? objects)[item.Id] = item with { Attributes = (reading?.Packer ?? packer).Pack(item.Attributes) };
                break;
            case OnPremisesChange.MembersReplaced replaced:
                (reading?.Members ?? members)[replaced.Group] = [.. replaced.Members];
                Changes.NoteMembers(replaced.Group);
                break;
            case OnPremisesChange.MembersChanged changed:
                var list = ListOf(changed.Group);
                list.ExceptWith(changed.Removed);
                list.UnionWith(changed.Added);
                Changes.NoteMembers(changed.Group);
                break;
            case OnPremisesChange.Gone gone:
                Drop(gone);
                break;
        }
    }

    /// <summary>Changes that were asked for with the cookie have all been applied.</summary>
    public void Advance(DirectoryCookie cookie) => Cookie = cookie;

    /// <summary>The next read has to be a full one.</summary>
    public void ForgetCookie() => Cookie = null;

    /// <summary>What is not among the identities is deleted or out of scope; for directories that do not show deletions.</summary>
    public void Keep(IReadOnlySet<Guid> identities)
    {
        foreach (var id in objects.Keys.Where(id => !identities.Contains(id)).ToArray()) Drop(new OnPremisesChange.Gone(id, IsDeleted: true));
    }

    /// <summary>What the values of its objects have in common.</summary>
    internal SharedTexts Texts => packer.Texts;

    /// <summary>Takes up again where an earlier life ended.</summary>
    internal void Restore(
        Dictionary<Guid, OnPremisesObject> known, Dictionary<Guid, HashSet<Guid>> knownMembers, ValuePacker packedBy, DirectoryCookie? cookie, bool isComplete)
    {
        (objects, members, packer, Cookie, IsComplete) = (known, knownMembers, packedBy, cookie, isComplete);
        Changes.Everything = true;
    }

    internal MirrorChanges TakeChanges()
    {
        var taken = Changes;
        Changes = new MirrorChanges();
        return taken;
    }

    private void Drop(OnPremisesChange.Gone gone)
    {
        Changes.Note(gone.Id, Find(gone.Id));
        (reading?.Objects ?? objects).Remove(gone.Id);
        var lists = reading?.Members ?? members;
        if (lists.Remove(gone.Id)) Changes.NoteMembers(gone.Id);
        if (!gone.IsDeleted) return;
        foreach (var (group, list) in lists)
        {
            if (list.Remove(gone.Id)) Changes.NoteMembers(group);
        }
    }

    private HashSet<Guid> ListOf(Guid group)
    {
        var lists = reading?.Members ?? members;
        if (!lists.TryGetValue(group, out var list)) lists.Add(group, list = []);
        return list;
    }

    // Each full read begins one of its own: texts that nobody has any more go with the old one.
    private static ValuePacker NewPacker() => new(StringComparison.OrdinalIgnoreCase);

    private sealed class FullRead
    {
        public ValuePacker Packer { get; } = NewPacker();

        public Dictionary<Guid, OnPremisesObject> Objects { get; } = [];

        public Dictionary<Guid, HashSet<Guid>> Members { get; } = [];
    }
}
