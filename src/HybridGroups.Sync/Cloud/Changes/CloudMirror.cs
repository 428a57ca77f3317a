using HybridGroups.Sync.Model;
using HybridGroups.Sync.Packing;

namespace HybridGroups.Sync.Cloud.Changes;

/// <summary>
/// What is known of the cloud from its change rounds. A full round is kept apart until it is complete and then takes the place of
/// what was known (mark and sweep), so that one which ends early removes nothing.
/// </summary>
public sealed class CloudMirror
{
    private readonly Dictionary<CloudObjectKind, Dictionary<Guid, IReadOnlyDictionary<string, object?>>> live = new()
    {
        [CloudObjectKind.User] = [],
        [CloudObjectKind.Group] = [],
        [CloudObjectKind.Device] = [],
    };

    private readonly Dictionary<CloudObjectKind, FullRound> fullRounds = [];
    private readonly Dictionary<CloudObjectKind, CloudCheckpoint> checkpoints = [];
    private readonly HashSet<Guid> softDeleted = [];
    private readonly Dictionary<CloudObjectKind, ValuePacker> packers = new()
    {
        [CloudObjectKind.User] = NewPacker(),
        [CloudObjectKind.Group] = NewPacker(),
        [CloudObjectKind.Device] = NewPacker(),
    };

    private readonly Dictionary<CloudObjectKind, MirrorChanges> changes = new()
    {
        [CloudObjectKind.User] = new(),
        [CloudObjectKind.Group] = new(),
        [CloudObjectKind.Device] = new(),
    };

    private static readonly CloudMembers Nobody = new();

    private readonly HashSet<CloudObjectKind> stale = [];
    private Dictionary<Guid, CloudMembers> members = [];

    public CloudCheckpoint? CheckpointOf(CloudObjectKind kind) => checkpoints.GetValueOrDefault(kind);

    /// <summary>Whether a full round of that kind has ever been completed: before, absence means nothing.</summary>
    public bool IsComplete(CloudObjectKind kind) => checkpoints.ContainsKey(kind);

    /// <summary>It lies in the recycle bin and can be restored.</summary>
    public bool IsSoftDeleted(Guid id) => softDeleted.Contains(id);

    /// <summary>The next round of that kind has to tell everything.</summary>
    public void ForgetCheckpoint(CloudObjectKind kind) => stale.Add(kind);

    /// <summary>Where the next round goes on; null when it has to tell everything.</summary>
    public CloudCheckpoint? NextFrom(CloudObjectKind kind) => stale.Contains(kind) ? null : CheckpointOf(kind);

    public IReadOnlyCollection<Guid> Live(CloudObjectKind kind) => live[kind].Keys;

    public IReadOnlyDictionary<string, object?>? PropertiesOf(CloudObjectKind kind, Guid id) => live[kind].GetValueOrDefault(id);

    /// <summary>
    /// The members who count: soft-deleted ones keep their membership and are left out until they are restored.
    /// </summary>
    public IReadOnlySet<Guid> EffectiveMembers(Guid group)
    {
        var effective = new HashSet<Guid>();
        foreach (var (member, kind) in members.GetValueOrDefault(group) ?? Nobody)
        {
            var counts = kind switch
            {
                CloudMemberKind.User => live[CloudObjectKind.User].ContainsKey(member),
                CloudMemberKind.Group => live[CloudObjectKind.Group].ContainsKey(member),
                CloudMemberKind.Device => live[CloudObjectKind.Device].ContainsKey(member),
                _ => true,
            };
            if (counts)
                effective.Add(member);
        }

        return effective;
    }

    /// <summary>Grows with every change that is applied.</summary>
    public long Version { get; private set; }

    /// <summary>What the values of the objects of a kind have in common.</summary>
    internal SharedTexts TextsOf(CloudObjectKind kind) => packers[kind].Texts;

    internal IReadOnlyCollection<Guid> SoftDeleted => softDeleted;

    internal IReadOnlyDictionary<Guid, CloudMembers> Memberships => members;

    /// <summary>Takes up again where an earlier life ended. A kind without a checkpoint counts as never read.</summary>
    internal void Restore(
        Dictionary<CloudObjectKind, (Dictionary<Guid, IReadOnlyDictionary<string, object?>> Objects, ValuePacker Packer)> known,
        Dictionary<Guid, CloudMembers> knownMembers, HashSet<Guid> inBin, IEnumerable<CloudCheckpoint> goOn)
    {
        foreach (var (kind, (objects, packer)) in known)
        {
            live[kind] = objects;
            packers[kind] = packer;
            changes[kind].Everything = true;
        }

        members = knownMembers;
        softDeleted.Clear();
        softDeleted.UnionWith(inBin);
        foreach (var checkpoint in goOn) checkpoints[checkpoint.Kind] = checkpoint;
    }

    /// <summary>What has changed of a kind since this was last asked.</summary>
    internal MirrorChanges TakeChanges(CloudObjectKind kind)
    {
        var taken = changes[kind];
        changes[kind] = new MirrorChanges();
        return taken;
    }

    public void Apply(CloudChange change)
    {
        switch (change)
        {
            case CloudChange.RoundStarted started:
                fullRounds.Remove(started.Kind);
                if (started.IsFull)
                    fullRounds[started.Kind] = new FullRound();
                break;
            case CloudChange.RoundAbandoned abandoned:
                fullRounds.Remove(abandoned.Kind);
                break;
            case CloudChange.RoundCompleted completed:
                Sweep(completed.Kind);
                checkpoints[completed.Kind] = completed.Checkpoint;
                stale.Remove(completed.Kind);
                break;
            case CloudChange.Present { Object: var row }:
                Version++;
                Keep(row);
                break;
            case CloudChange.Removed removed:
                Version++;
                Drop(removed);
                break;
            case CloudChange.MemberPresent present:
                Version++;
                MembersOf(present.Group).Put(present.Member, present.Kind);
                changes[CloudObjectKind.Group].NoteMembers(present.Group);
                break;
            case CloudChange.MemberGone gone:
                Version++;
                MembersOf(gone.Group).Remove(gone.Member);
                changes[CloudObjectKind.Group].NoteMembers(gone.Group);
                break;
        }
    }

    private void Keep(CloudObject row)
    {
        var known = fullRounds.TryGetValue(row.Kind, out var round) ? round.Objects : live[row.Kind];
        var merged = known.TryGetValue(row.Id, out var before)
            ? new Dictionary<string, object?>(before, StringComparer.Ordinal)
            : new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in row.Properties)
            merged[name] = value;
        changes[row.Kind].Note(row.Id, PropertiesOf(row.Kind, row.Id));
        known[row.Id] = (round?.Packer ?? packers[row.Kind]).Pack(merged);
        // A group that is restored has its members again, and no change of them says so; nor when it is deleted.
        if (row.Kind == CloudObjectKind.Group && before is null)
            changes[row.Kind].NoteMembers(row.Id);
        if (round is null)
            softDeleted.Remove(row.Id);
        else
            round.Removed.Remove(row.Id);
    }

    private void Drop(CloudChange.Removed removed)
    {
        changes[removed.Kind].Note(removed.Id, PropertiesOf(removed.Kind, removed.Id));
        if (removed.Kind == CloudObjectKind.Group)
            changes[removed.Kind].NoteMembers(removed.Id);
        if (fullRounds.TryGetValue(removed.Kind, out var round))
        {
            round.Objects.Remove(removed.Id);
            round.Removed[removed.Id] = removed.IsRestorable;
            return;
        }

        live[removed.Kind].Remove(removed.Id);
        if (removed.IsRestorable)
        {
            softDeleted.Add(removed.Id);
            return;
        }

        softDeleted.Remove(removed.Id);
        if (removed.Kind == CloudObjectKind.Group)
            members.Remove(removed.Id);
    }

    private void Sweep(CloudObjectKind kind)
    {
        if (!fullRounds.Remove(kind, out var round))
            return;
        Version++;
        live[kind] = round.Objects;
        packers[kind] = round.Packer;
        changes[kind].Everything = true;
        softDeleted.ExceptWith(round.Objects.Keys);
        foreach (var (id, isRestorable) in round.Removed)
        {
            if (isRestorable)
                softDeleted.Add(id);
        }

        if (kind != CloudObjectKind.Group)
            return;
        // A group in the recycle bin is not listed with its members; they are what they were when it is restored.
        foreach (var (group, list) in members)
        {
            if (!round.Objects.ContainsKey(group) && softDeleted.Contains(group))
                round.Members.TryAdd(group, list);
        }

        members = round.Members;
        foreach (var list in members.Values) list.Rest();
    }

    private CloudMembers MembersOf(Guid group)
    {
        var all = fullRounds.TryGetValue(CloudObjectKind.Group, out var round) ? round.Members : members;
        if (!all.TryGetValue(group, out var list))
            all.Add(group, list = new CloudMembers());
        return list;
    }

    // Each full round begins one of its own: texts that nobody has any more go with the old one.
    private static ValuePacker NewPacker() => new(StringComparison.Ordinal);

    private sealed class FullRound
    {
        public ValuePacker Packer { get; } = NewPacker();

        public Dictionary<Guid, IReadOnlyDictionary<string, object?>> Objects { get; } = [];

        public Dictionary<Guid, bool> Removed { get; } = [];

        public Dictionary<Guid, CloudMembers> Members { get; } = [];
    }
}
