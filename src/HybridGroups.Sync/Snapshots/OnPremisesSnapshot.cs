using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model;

namespace HybridGroups.Sync.Snapshots;

/// <summary>What is known of Active Directory, with the cookie that belongs to it.</summary>
public static class OnPremisesSnapshot
{
    private const byte HasSecurityIdentifier = 1;
    private const byte HasConsistencyGuid = 2;
    private const byte HasPrimaryGroup = 4;
    private const byte IsGroup = 8;
    private const byte HasAnchor = 16;
    private const byte HasSource = 32;

    public static void Write(OnPremisesMirror mirror, SnapshotWriter to)
    {
        to.Flag(mirror.IsComplete);
        to.Flag(mirror.Cookie is not null);
        if (mirror.Cookie is { } cookie) to.Bytes(cookie.Value.Span);
        var packed = new PackedWriting(mirror.Texts, to);
        to.Count(mirror.Count);
        var numbers = new MemberNumbers(mirror.Count);
        foreach (var item in mirror.Objects)
        {
            numbers.Add(item.Id);
            Write(item, packed, to);
        }

        to.Count(mirror.GroupsWithMembers.Count);
        foreach (var group in mirror.GroupsWithMembers)
        {
            to.Id(group);
            var members = mirror.MembersOf(group);
            to.Count(members.Count);
            foreach (var member in members) numbers.Write(member, to);
        }
    }

    public static void Read(OnPremisesMirror mirror, SnapshotReader from)
    {
        var isComplete = from.Flag();
        var cookie = from.Flag() ? new DirectoryCookie(from.Bytes()) : null;
        var packed = new PackedReading(StringComparison.OrdinalIgnoreCase, from);
        var count = from.Count();
        var objects = new Dictionary<Guid, OnPremisesObject>(count);
        var ids = new Guid[count];
        for (var index = 0; index < count; index++)
        {
            var item = ReadObject(packed, from);
            ids[index] = item.Id;
            objects[item.Id] = item;
        }

        var groups = from.Count();
        var members = new Dictionary<Guid, HashSet<Guid>>(groups);
        for (var index = 0; index < groups; index++)
        {
            var group = from.Id();
            var size = from.Count();
            var list = new HashSet<Guid>(size);
            for (var member = 0; member < size; member++) list.Add(MemberNumbers.Read(ids, from));
            members[group] = list;
        }

        mirror.Restore(objects, members, packed.Packer, cookie, isComplete);
    }

    private static void Write(OnPremisesObject item, PackedWriting packed, SnapshotWriter to)
    {
        to.Id(item.Id);
        to.Byte((byte)item.Kind);
        to.Letters(item.DistinguishedName);
        to.Byte((byte)((item.SecurityIdentifier is null ? 0 : HasSecurityIdentifier) | (item.ConsistencyGuid is null ? 0 : HasConsistencyGuid)
            | (item.PrimaryGroupSid is null ? 0 : HasPrimaryGroup) | (item.Group is null ? 0 : IsGroup)
            | (item.Group?.WrittenBackFrom is null ? 0 : HasAnchor) | (item.Group?.SourceOfAuthority is null ? 0 : HasSource)));
        if (item.SecurityIdentifier is { } sid) to.Letters(sid);
        if (item.ConsistencyGuid is { } consistency) to.Id(consistency);
        if (item.PrimaryGroupSid is { } primary) to.Text(primary);
        to.Count((int)item.Protection);
        if (item.Group is { } group)
        {
            to.Signed(group.Kind.Value);
            if (group.WrittenBackFrom is { } anchor) to.Id(anchor.EntraId);
            if (group.SourceOfAuthority is { } source) to.Text(source);
        }

        packed.Write(item.Attributes);
    }

    private static OnPremisesObject ReadObject(PackedReading packed, SnapshotReader from)
    {
        var id = from.Id();
        var kind = (OnPremisesObjectKind)from.Byte();
        var name = packed.ReadText();
        var has = from.Byte();
        return new OnPremisesObject(id, kind, name, (has & HasSecurityIdentifier) != 0 ? packed.ReadText() : default)
        {
            ConsistencyGuid = (has & HasConsistencyGuid) != 0 ? from.Id() : null,
            PrimaryGroupSid = (has & HasPrimaryGroup) != 0 ? from.Text() : null,
            Protection = (ProtectionReasons)from.Count(),
            Group = (has & IsGroup) == 0 ? null : new GroupFacts(GroupKind.FromValue((int)from.Signed()))
            {
                WrittenBackFrom = (has & HasAnchor) != 0 ? new WritebackAnchor(from.Id()) : null,
                SourceOfAuthority = (has & HasSource) != 0 ? from.Text() : null,
            },
            Attributes = packed.Read<IReadOnlyList<string>>(),
        };
    }
}
