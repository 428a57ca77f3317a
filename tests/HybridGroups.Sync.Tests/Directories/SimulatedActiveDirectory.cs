using System.Globalization;
using HybridGroups.Sync.Directory;

namespace HybridGroups.Sync.Tests.Directories;

/// <summary>A domain, with what it refuses. What happens in it is told as changes, as DirSync does.</summary>
internal sealed class SimulatedActiveDirectory
{
    public const string BaseName = "DC=corp,DC=example,DC=com";
    public const string People = "OU=People," + BaseName;
    public const string Groups = "OU=Groups," + BaseName;
    public const string CloudGroups = "OU=Cloud Groups," + BaseName;
    public const string Quarantine = "OU=Quarantine," + BaseName;

    private readonly Dictionary<Guid, OnPremisesObject> objects = [];
    private readonly Dictionary<Guid, HashSet<Guid>> members = [];
    private readonly List<OnPremisesChange> untold = [];
    private int created;

    public IReadOnlyCollection<OnPremisesObject> Objects => objects.Values;

    /// <summary>Every group that was deleted, by its mark where it had one.</summary>
    public List<string> Deleted { get; } = [];

    public OnPremisesObject Find(Guid id) => objects[id];

    public bool Has(Guid id) => objects.ContainsKey(id);

    public IReadOnlySet<Guid> MembersOf(Guid group) => members[group];

    public Guid WrittenBackFrom(Guid cloudGroup) => Marked(new WritebackAnchor(cloudGroup)) ?? throw new InvalidOperationException($"Nothing was written back from {cloudGroup}.");

    public Guid? Marked(WritebackAnchor anchor) => objects.Values.Where(item => item.Group?.WrittenBackFrom == anchor).Select(item => (Guid?)item.Id).FirstOrDefault();

    public Guid Put(OnPremisesObject item)
    {
        objects[item.Id] = item;
        Tell(new OnPremisesChange.Upserted(item));
        if (item.Kind == OnPremisesObjectKind.Group) members.TryAdd(item.Id, []);
        return item.Id;
    }

    public Guid PutPerson(string name, string container = People)
    {
        var id = Identity.Of($"ad/{name}");
        return Put(new OnPremisesObject(id, OnPremisesObjectKind.User, $"CN={name},{container}")
        {
            SecurityIdentifier = SidOf(id),
            Attributes = Texts(("sAMAccountName", name), ("userPrincipalName", $"{name}@example.com"), ("mail", $"{name}@example.com"), ("displayName", name)),
        });
    }

    public Guid PutGroup(string name, IEnumerable<Guid>? with = null, string container = Groups, Func<OnPremisesObject, OnPremisesObject>? but = null)
    {
        var id = Identity.Of($"ad/{name}");
        var group = new OnPremisesObject(id, OnPremisesObjectKind.Group, $"CN={name},{container}")
        {
            SecurityIdentifier = SidOf(id),
            Group = new GroupFacts(new GroupKind(GroupScope.Global, IsSecurity: true)),
            Attributes = Texts(("sAMAccountName", name), ("displayName", name), ("cn", name)),
        };
        Put(but?.Invoke(group) ?? group);
        AddMembers(id, with ?? []);
        return id;
    }

    public void Change(Guid id, Func<OnPremisesObject, OnPremisesObject> how) => Put(how(objects[id]));

    public void SetText(Guid id, string attribute, params string[] values) => Change(id, item =>
    {
        var attributes = item.Attributes.ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (values.Length == 0) attributes.Remove(attribute);
        else attributes[attribute] = values;
        return item with { Attributes = attributes };
    });

    public void AddMembers(Guid group, IEnumerable<Guid> added)
    {
        var list = added.ToArray();
        members[group].UnionWith(list);
        Tell(new OnPremisesChange.MembersChanged(group, list, []));
    }

    public void RemoveMembers(Guid group, IEnumerable<Guid> removed)
    {
        var list = removed.ToArray();
        members[group].ExceptWith(list);
        Tell(new OnPremisesChange.MembersChanged(group, [], list));
    }

    public void Delete(Guid id)
    {
        if (objects[id].Kind == OnPremisesObjectKind.Group) Deleted.Add(objects[id].Group!.WrittenBackFrom?.ToString() ?? id.ToString("D"));
        objects.Remove(id);
        members.Remove(id);
        foreach (var list in members.Values) list.Remove(id);
        Tell(new OnPremisesChange.Gone(id, IsDeleted: true));
    }

    /// <summary>Somebody else moves or renames it.</summary>
    public void Rename(Guid id, string distinguishedName) => Change(id, item => item with { DistinguishedName = distinguishedName });

    /// <summary>A container is renamed, and everything in it with it.</summary>
    public void RenameContainer(string from, string to)
    {
        foreach (var item in objects.Values.Where(item => item.DistinguishedName.EndsWith("," + from, StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            Rename(item.Id, string.Concat(item.DistinguishedName.AsSpan(0, item.DistinguishedName.Length - from.Length), to));
        }
    }

    /// <summary>As a domain controller would: two objects never have one name.</summary>
    public Guid? Create(NewGroup wanted)
    {
        if (Marked(wanted.Anchor) is { } adopted) return adopted;
        var name = $"CN={Escape(wanted.CommonName)},{wanted.Container}";
        if (IsTaken(name, own: null) || objects.Values.Any(item => string.Equals(item.First("sAMAccountName"), wanted.SamAccountName, StringComparison.OrdinalIgnoreCase))) return null;
        var id = Identity.Of(string.Create(CultureInfo.InvariantCulture, $"created/{created++}/{wanted.Anchor}"));
        var attributes = wanted.Attributes.Where(entry => entry.Value.Count > 0).ToDictionary(StringComparer.OrdinalIgnoreCase);
        attributes["sAMAccountName"] = [wanted.SamAccountName];
        attributes["adminDescription"] = [wanted.Anchor.ToString()];
        attributes["cn"] = [wanted.CommonName];
        return Put(new OnPremisesObject(id, OnPremisesObjectKind.Group, name)
        {
            SecurityIdentifier = SidOf(id),
            Group = new GroupFacts(wanted.Kind) { WrittenBackFrom = wanted.Anchor },
            Attributes = attributes,
        });
    }

    public bool TryMove(Guid id, string? newName, string? newContainer)
    {
        var old = objects[id];
        var name = $"CN={Escape(newName ?? DirectoryPath.Of(old.DistinguishedName).Name)},{newContainer ?? DirectoryPath.ParentOf(old.DistinguishedName)}";
        if (IsTaken(name, id)) return false;
        Rename(id, name);
        if (newName is not null) SetText(id, "cn", newName);
        return true;
    }

    public IReadOnlyList<OnPremisesChange> TakeUntold()
    {
        var told = untold.ToArray();
        untold.Clear();
        return told;
    }

    public IEnumerable<OnPremisesChange> Everything()
    {
        foreach (var item in objects.Values) yield return new OnPremisesChange.Upserted(item);
        foreach (var (group, list) in members) yield return new OnPremisesChange.MembersReplaced(group, [.. list]);
    }

    public static string SidOf(Guid id) => string.Create(CultureInfo.InvariantCulture, $"S-1-5-21-1-2-3-{BitConverter.ToUInt32(id.ToByteArray())}");

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Texts(params (string Name, string Value)[] values) =>
        values.ToDictionary(value => value.Name, IReadOnlyList<string> (value) => [value.Value], StringComparer.OrdinalIgnoreCase);

    private bool IsTaken(string name, Guid? own)
    {
        var path = DirectoryPath.Of(name);
        return objects.Values.Any(item => item.Id != own && DirectoryPath.Of(item.DistinguishedName).Equals(path));
    }

    private void Tell(OnPremisesChange change) => untold.Add(change);

    private static string Escape(string value) => string.Concat(value.Select((letter, index) =>
        letter is ',' or '+' or '"' or '\\' or '<' or '>' or ';' or '=' || (index == 0 && letter is '#' or ' ') ? $"\\{letter}" : letter.ToString()));
}
