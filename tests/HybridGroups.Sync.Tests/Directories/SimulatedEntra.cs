using System.Globalization;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Groups;

namespace HybridGroups.Sync.Tests.Directories;

/// <summary>A tenant. What happens in it is told as changes, as delta queries do.</summary>
internal sealed class SimulatedEntra
{
    private readonly Dictionary<CloudObjectKind, Dictionary<Guid, Dictionary<string, object?>>> objects = new()
    {
        [CloudObjectKind.User] = [],
        [CloudObjectKind.Group] = [],
        [CloudObjectKind.Device] = [],
    };

    private readonly Dictionary<Guid, Dictionary<string, object?>> recycleBin = [];
    private readonly Dictionary<Guid, Dictionary<Guid, CloudMemberKind>> members = [];
    private readonly List<(CloudObjectKind Kind, CloudChange Change)> untold = [];
    private int created;

    /// <summary>Every group that was deleted, by its unique name where it had one.</summary>
    public List<string> Deleted { get; } = [];

    public IReadOnlyCollection<Guid> Groups => objects[CloudObjectKind.Group].Keys;

    public IReadOnlyCollection<Guid> Users => objects[CloudObjectKind.User].Keys;

    public bool Has(Guid id) => objects.Values.Any(kind => kind.ContainsKey(id));

    public object? Get(CloudObjectKind kind, Guid id, string property) => objects[kind][id].GetValueOrDefault(property);

    public Guid? Named(string uniqueName) => objects[CloudObjectKind.Group]
        .Where(entry => string.Equals(entry.Value.GetValueOrDefault("uniqueName") as string, uniqueName, StringComparison.OrdinalIgnoreCase))
        .Select(entry => (Guid?)entry.Key).FirstOrDefault();

    /// <summary>The members that are there; those in the recycle bin keep their membership, and nobody sees it.</summary>
    public IReadOnlySet<Guid> MembersOf(Guid group) => members[group].Keys.Where(Has).ToHashSet();

    public Guid Put(CloudObjectKind kind, Guid id, params (string Name, object? Value)[] properties)
    {
        if (!objects[kind].TryGetValue(id, out var known)) objects[kind].Add(id, known = new(StringComparer.Ordinal));
        foreach (var (name, value) in properties) known[name] = value;
        if (kind == CloudObjectKind.Group) members.TryAdd(id, []);
        Tell(kind, new CloudChange.Present(new CloudObject(kind, id, properties.GroupBy(entry => entry.Name).ToDictionary(entry => entry.Key, entry => entry.Last().Value, StringComparer.Ordinal))));
        return id;
    }

    public Guid PutPerson(string name, params (string Name, object? Value)[] further) => Put(
        CloudObjectKind.User, Identity.Of($"entra/{name}"),
        [("displayName", name), ("userPrincipalName", $"{name}@example.com"), ("accountEnabled", true), .. further]);

    public Guid PutGroup(string name, IEnumerable<Guid>? with = null, bool isMicrosoft365 = false, params (string Name, object? Value)[] further)
    {
        var id = Put(
            CloudObjectKind.Group, Identity.Of($"entra/group/{name}"),
            [
                ("displayName", name), ("mailNickname", name.Replace(" ", string.Empty, StringComparison.Ordinal)), ("securityEnabled", !isMicrosoft365), ("mailEnabled", isMicrosoft365),
                ("groupTypes", isMicrosoft365 ? ["Unified"] : Array.Empty<string>()),
                // Security groups are written back only when they ask for it.
                ("writebackConfiguration", isMicrosoft365 ? null : """{"isEnabled":true}"""), .. further,
            ]);
        AddMembers(id, with ?? []);
        return id;
    }

    public void AddMembers(Guid group, IEnumerable<Guid> added)
    {
        foreach (var member in added)
        {
            members[group][member] = KindOf(member);
            Tell(CloudObjectKind.Group, new CloudChange.MemberPresent(group, member, KindOf(member)));
        }
    }

    public void RemoveMembers(Guid group, IEnumerable<Guid> removed)
    {
        foreach (var member in removed)
        {
            members[group].Remove(member);
            Tell(CloudObjectKind.Group, new CloudChange.MemberGone(group, member));
        }
    }

    public void SoftDelete(CloudObjectKind kind, Guid id)
    {
        NoteDeletion(kind, id);
        objects[kind].Remove(id, out var properties);
        recycleBin[id] = properties!;
        Tell(kind, new CloudChange.Removed(kind, id, IsRestorable: true));
    }

    public void HardDelete(CloudObjectKind kind, Guid id)
    {
        NoteDeletion(kind, id);
        objects[kind].Remove(id);
        recycleBin.Remove(id);
        members.Remove(id);
        foreach (var list in members.Values) list.Remove(id);
        Tell(kind, new CloudChange.Removed(kind, id, IsRestorable: false));
    }

    public void Restore(CloudObjectKind kind, Guid id)
    {
        recycleBin.Remove(id, out var properties);
        objects[kind].Add(id, properties!);
        Tell(kind, new CloudChange.Present(new CloudObject(kind, id, properties!)));
    }

    public Guid Create(CloudGroupDraft draft)
    {
        if (Named(draft.UniqueName) is { } adopted) return adopted;
        var id = Identity.Of(string.Create(CultureInfo.InvariantCulture, $"created/{created++}/{draft.UniqueName}"));
        var types = (draft.IsMicrosoft365, draft.MembershipRule) switch
        {
            (true, null) => ["Unified"],
            (true, _) => ["Unified", "DynamicMembership"],
            (false, null) => Array.Empty<string>(),
            _ => ["DynamicMembership"],
        };
        return Put(
            CloudObjectKind.Group, id,
            ("displayName", draft.DisplayName), ("mailNickname", draft.MailNickname), ("description", draft.Description), ("uniqueName", draft.UniqueName),
            ("securityEnabled", !draft.IsMicrosoft365), ("mailEnabled", draft.IsMicrosoft365), ("groupTypes", types),
            ("membershipRule", draft.MembershipRule), ("membershipRuleProcessingState", draft.MembershipRule is null ? null : "On"));
    }

    public IReadOnlyList<CloudChange> TakeUntold(CloudObjectKind kind)
    {
        var told = untold.Where(entry => entry.Kind == kind).Select(entry => entry.Change).ToArray();
        untold.RemoveAll(entry => entry.Kind == kind);
        return told;
    }

    public IEnumerable<CloudChange> Everything(CloudObjectKind kind)
    {
        foreach (var (id, properties) in objects[kind])
        {
            yield return new CloudChange.Present(new CloudObject(kind, id, new Dictionary<string, object?>(properties, StringComparer.Ordinal)));
            if (kind != CloudObjectKind.Group) continue;
            foreach (var (member, memberKind) in members[id]) yield return new CloudChange.MemberPresent(id, member, memberKind);
        }

        foreach (var (id, properties) in recycleBin)
        {
            if (properties.ContainsKey("mailNickname") == (kind == CloudObjectKind.Group)) yield return new CloudChange.Removed(kind, id, IsRestorable: true);
        }
    }

    private void NoteDeletion(CloudObjectKind kind, Guid id)
    {
        if (kind == CloudObjectKind.Group && Has(id)) Deleted.Add(Get(kind, id, "uniqueName") as string ?? id.ToString("D"));
    }

    private CloudMemberKind KindOf(Guid member) =>
        objects[CloudObjectKind.User].ContainsKey(member) ? CloudMemberKind.User
        : objects[CloudObjectKind.Group].ContainsKey(member) ? CloudMemberKind.Group
        : objects[CloudObjectKind.Device].ContainsKey(member) ? CloudMemberKind.Device
        : CloudMemberKind.Unknown;

    private void Tell(CloudObjectKind kind, CloudChange change) => untold.Add((kind, change));
}
