namespace HybridGroups.Sync.Model;

/// <summary>Which objects of a mirror have changed since it was last asked.</summary>
internal sealed class MirrorChanges
{
    private readonly HashSet<Guid> objects = [];
    private readonly HashSet<Guid> groups = [];

    /// <summary>Everything was read anew: the lists say nothing.</summary>
    public bool Everything { get; set; }

    public IReadOnlySet<Guid> Objects => objects;

    /// <summary>Groups whose members have changed.</summary>
    public IReadOnlySet<Guid> Groups => groups;

    public bool IsEmpty => !Everything && objects.Count == 0 && groups.Count == 0;

    public void Note(Guid id) => objects.Add(id);

    public void NoteMembers(Guid group) => groups.Add(group);
}
