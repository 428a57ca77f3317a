using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Model;

namespace HybridGroups.Sync.Snapshots;

/// <summary>What is known of Entra, with the links at which its change rounds go on.</summary>
public static class CloudSnapshot
{
    private const byte Nothing = 0;
    private const byte SomeText = 1;
    private const byte Yes = 2;
    private const byte No = 3;
    private const byte Whole = 4;
    private const byte Fraction = 5;
    private const byte List = 6;

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
            to.Count(mirror.Live(kind).Count);
            foreach (var id in mirror.Live(kind))
            {
                numbers.Add(id);
                to.Id(id);
                CompactValues.Write(mirror.PropertiesOf(kind, id)!, to, Write);
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
        var live = new Dictionary<CloudObjectKind, Dictionary<Guid, IReadOnlyDictionary<string, object?>>>();
        var checkpoints = new List<CloudCheckpoint>();
        List<Guid> ids = [];
        foreach (var kind in Kinds)
        {
            if (from.Flag()) checkpoints.Add(ReadCheckpoint(kind, from));
            var count = from.Count();
            var objects = new Dictionary<Guid, IReadOnlyDictionary<string, object?>>(count);
            for (var index = 0; index < count; index++)
            {
                var id = from.Id();
                ids.Add(id);
                objects[id] = CompactValues.Read(from, StringComparison.Ordinal, ReadValue);
            }

            live[kind] = objects;
        }

        var softDeleted = new HashSet<Guid>();
        for (var left = from.Count(); left > 0; left--) softDeleted.Add(from.Id());
        mirror.Restore(live, ReadMemberships([.. ids], from), softDeleted, checkpoints);
    }

    private static Dictionary<Guid, Dictionary<Guid, CloudMemberKind>> ReadMemberships(Guid[] ids, SnapshotReader from)
    {
        var groups = from.Count();
        var all = new Dictionary<Guid, Dictionary<Guid, CloudMemberKind>>(groups);
        for (var index = 0; index < groups; index++)
        {
            var group = from.Id();
            var size = from.Count();
            var members = new Dictionary<Guid, CloudMemberKind>(size);
            for (var member = 0; member < size; member++) members[MemberNumbers.Read(ids, from)] = (CloudMemberKind)from.Byte();
            all[group] = members;
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

    private static void Write(object? value, SnapshotWriter to)
    {
        switch (value)
        {
            case null:
                to.Byte(Nothing);
                break;
            case string text:
                to.Byte(SomeText);
                to.Text(text);
                break;
            case bool flag:
                to.Byte(flag ? Yes : No);
                break;
            case long number:
                to.Byte(Whole);
                to.Signed(number);
                break;
            case double number:
                to.Byte(Fraction);
                to.Double(number);
                break;
            case string[] list:
                to.Byte(List);
                to.Count(list.Length);
                foreach (var text in list) to.Text(text);
                break;
            default:
                throw new InvalidOperationException($"A mirror keeps no {value.GetType().Name}.");
        }
    }

    private static object? ReadValue(SnapshotReader from) => from.Byte() switch
    {
        Nothing => null,
        SomeText => from.RequiredText(),
        Yes => TextPool.True,
        No => TextPool.False,
        Whole => from.Signed(),
        Fraction => from.Double(),
        List => from.Texts(),
        var other => throw new InvalidDataException($"There is no value of kind {other}."),
    };
}
