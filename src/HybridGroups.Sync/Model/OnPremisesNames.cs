using HybridGroups.Sync.Directory;

namespace HybridGroups.Sync.Model;

/// <summary>Which names are taken in Active Directory.</summary>
public sealed class OnPremisesNames
{
    private readonly Dictionary<string, Guid> byDistinguishedName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Guid> byAccountName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Guid> bySid = new(StringComparer.OrdinalIgnoreCase);

    public OnPremisesNames(OnPremisesMirror mirror)
    {
        foreach (var item in mirror.Objects)
        {
            byDistinguishedName[item.DistinguishedName] = item.Id;
            if (item.First("sAMAccountName") is { } account) byAccountName[account] = item.Id;
            if (item.SecurityIdentifier is { } sid && item.Kind != OnPremisesObjectKind.ForeignSecurityPrincipal) bySid[sid] = item.Id;
        }
    }

    public Guid? WithDistinguishedName(string name) => byDistinguishedName.TryGetValue(name, out var id) ? id : null;

    public Guid? WithAccountName(string name) => byAccountName.TryGetValue(name, out var id) ? id : null;

    public Guid? WithSid(string sid) => bySid.TryGetValue(sid, out var id) ? id : null;
}
