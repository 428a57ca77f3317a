using HybridGroups.Sync.Directory;

namespace HybridGroups.Sync.Model;

/// <summary>Which names are taken in Active Directory.</summary>
public sealed class OnPremisesNames
{
    private readonly Dictionary<string, Guid> byDistinguishedName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Guid> byAccountName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Guid> bySid = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<DirectoryPath, Dictionary<string, Guid>> byContainer = [];
    private readonly OnPremisesMirror mirror;

    public OnPremisesNames(OnPremisesMirror mirror)
    {
        this.mirror = mirror;
        foreach (var item in mirror.Objects)
        {
            byDistinguishedName[item.DistinguishedName] = item.Id;
            if (item.First("sAMAccountName") is { } account) byAccountName[account] = item.Id;
            if (item.SecurityIdentifier is { } sid && item.Kind != OnPremisesObjectKind.ForeignSecurityPrincipal) bySid[sid] = item.Id;
        }
    }

    public Guid? WithDistinguishedName(string name) => byDistinguishedName.TryGetValue(name, out var id) ? id : null;

    /// <summary>Who has that name in a container, however the name of either is escaped, spaced and cased.</summary>
    public Guid? WithName(string name, DirectoryPath container)
    {
        if (!byContainer.TryGetValue(container, out var names)) byContainer.Add(container, names = NamesIn(container));
        return names.TryGetValue(name, out var id) ? id : null;
    }

    public Guid? WithAccountName(string name) => byAccountName.TryGetValue(name, out var id) ? id : null;

    public Guid? WithSid(string sid) => bySid.TryGetValue(sid, out var id) ? id : null;

    private Dictionary<string, Guid> NamesIn(DirectoryPath container)
    {
        var names = new Dictionary<string, Guid>(StringComparer.OrdinalIgnoreCase);
        var isHere = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var item in mirror.Objects)
        {
            if (DirectoryPath.ParentOf(item.DistinguishedName) is not { } parent) continue;
            if (!isHere.TryGetValue(parent, out var same)) isHere.Add(parent, same = DirectoryPath.Of(parent).Equals(container));
            if (same) names[DirectoryPath.Of(item.DistinguishedName).Name.Trim()] = item.Id;
        }

        return names;
    }
}
