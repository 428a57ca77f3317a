using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Packing;

namespace HybridGroups.Sync.Snapshots;

/// <summary>What is known of Entra, with the links at which its change rounds go on.</summary>
public static class CloudSnapshot
{
    private static readonly CloudObjectKind[] Kinds = [CloudObjectKind.User, CloudObjectKind.Group, CloudObjectKind.Device];

    public static void Write(CloudMirror mirror, SnapshotWriter to)
    {
        var numbers = new MemberNumbers(Kinds.Sum(kind => mirror.Live(kind).Count));
        foreach (var kind in Kinds)
        {
            // Without a link the next round is a full one: that is what a kind deserves which is to be read anew anyway.
            var checkpoint = mirror.NextFrom(kind);
            to.Flag(checkpoint is not null);
            if (checkpoint is not null) Write(checkpoint, to);
            var packed = new PackedWriting(mirror.TextsOf(kind), to);
            to.Count(mirror.Live(kind).Count);
            foreach (var id in mirror.Live(kind))
            {
                numbers.Add(id);
                to.Id(id);
                packed.Write(mirror.PropertiesOf(kind, id)!);
            }
        }

        to.Count(mirror.SoftDeleted.Count);
        foreach (var id in mirror.SoftDeleted) to.Id(id);
        to.Count(mirror.Memberships.Count);
        foreach (var (group, members) in mirror.Memberships)
        {
            to.Id(group);
            to.Count(members.Count);
            foreach (var (member, kind) in members)
            {
                numbers.Write(member, to);
                to.Byte((byte)kind);
            }
        }
    }

    public static void Read(CloudMirror mirror, SnapshotReader from)
    {
        var live = new Dictionary<CloudObjectKind, (Dictionary<Guid, IReadOnlyDictionary<string, object?>>, ValuePacker)>();
        var checkpoints = new List<CloudCheckpoint>();
        List<Guid> ids = [];
        foreach (var kind in Kinds)
        {
            if (from.Flag()) checkpoints.Add(ReadCheckpoint(kind, from));
            var packed = new PackedReading(StringComparison.Ordinal, from);
            var count = from.Count();
            var objects = new Dictionary<Guid, IReadOnlyDictionary<string, object?>>(count);
            for (var index = 0; index < count; index++)
            {
                var id = from.Id();
                ids.Add(id);
                objects[id] = packed.Read<object?>();
            }

            live[kind] = (objects, packed.Packer);
        }

        var softDeleted = new HashSet<Guid>();
        for (var left = from.Count(); left > 0; left--) softDeleted.Add(from.Id());
        mirror.Restore(live, ReadMemberships([.. ids], from), softDeleted, checkpoints);
    }

    private static Dictionary<Guid, CloudMembers> ReadMemberships(Guid[] ids, SnapshotReader from)
    {
        var groups = from.Count();
        var all = new Dictionary<Guid, CloudMembers>(groups);
        for (var index = 0; index < groups; index++)
        {
            var group = from.Id();
            var size = from.Count();
            var (members, kinds) = (new Guid[size], new CloudMemberKind[size]);
            for (var member = 0; member < size; member++) (members[member], kinds[member]) = (MemberNumbers.Read(ids, from), (CloudMemberKind)from.Byte());
            all[group] = new CloudMembers(members, kinds);
        }

        return all;
    }

    private static void Write(CloudCheckpoint checkpoint, SnapshotWriter to)
    {
        to.Text(checkpoint.Link);
        to.Text(checkpoint.Root);
        to.Text(checkpoint.Tenant);
        to.Text(checkpoint.Selection);
        to.Time(checkpoint.IssuedAt);
        to.Count(checkpoint.Format);
    }

    private static CloudCheckpoint ReadCheckpoint(CloudObjectKind kind, SnapshotReader from) => new(
        kind, from.RequiredText(), from.RequiredText(), from.RequiredText(), from.RequiredText(), from.Time() ?? DateTimeOffset.MinValue, from.Count());
}
