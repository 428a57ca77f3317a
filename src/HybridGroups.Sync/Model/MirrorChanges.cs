namespace HybridGroups.Sync.Model;

/// <summary>Which objects of a mirror have changed since it was last asked.</summary>
internal sealed class MirrorChanges
{
    private readonly Dictionary<Guid, object?> objects = [];
    private readonly HashSet<Guid> groups = [];

    /// <summary>Everything was read anew: the lists say nothing.</summary>
    public bool Everything { get; set; }

    public IReadOnlyCollection<Guid> Objects => objects.Keys;

    /// <summary>What each of them was before the first of its changes; null when it was not there.</summary>
    public IReadOnlyDictionary<Guid, object?> Before => objects;

    /// <summary>Groups whose members have changed.</summary>
    public IReadOnlySet<Guid> Groups => groups;

    public bool IsEmpty => !Everything && objects.Count == 0 && groups.Count == 0;

    public void Note(Guid id, object? before) => objects.TryAdd(id, before);

    public void NoteMembers(Guid group) => groups.Add(group);
}
