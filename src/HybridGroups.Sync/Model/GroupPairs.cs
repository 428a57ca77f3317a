using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;

namespace HybridGroups.Sync.Model;

/// <summary>Which group of the one directory stands for which of the other, by anchors alone. A name never matches groups.</summary>
public sealed class GroupPairs
{
    private readonly Dictionary<Guid, List<OnPremisesObject>> writtenBack = [];
    private readonly Dictionary<Guid, Guid> cloudByAnchor = [];
    private readonly Dictionary<Guid, Guid> onPremisesByCloud = [];
    private readonly Dictionary<Guid, Guid> cloudByOnPremises = [];
    private readonly Dictionary<Guid, Guid> madeByRules = [];

    private GroupPairs()
    {
    }

    /// <summary>Every group of Active Directory that carries the mark of a cloud group, by that group.</summary>
    public IReadOnlyDictionary<Guid, List<OnPremisesObject>> WrittenBack => writtenBack;

    /// <summary>Cloud groups made from groups of Active Directory, by the anchor of those.</summary>
    public IReadOnlyDictionary<Guid, Guid> MadeFromActiveDirectory => cloudByAnchor;

    /// <summary>Cloud groups made by rules, by the rule.</summary>
    public IReadOnlyDictionary<Guid, Guid> MadeByRules => madeByRules;

    public Guid? OnPremisesOf(Guid cloud) => onPremisesByCloud.TryGetValue(cloud, out var id) ? id : null;

    public Guid? CloudOf(Guid onPremises) => cloudByOnPremises.TryGetValue(onPremises, out var id) ? id : null;

    public static GroupPairs Of(DirectoryModel model)
    {
        var pairs = new GroupPairs();
        var bySid = new Dictionary<string, OnPremisesObject>(StringComparer.OrdinalIgnoreCase);
        var byAnchor = new Dictionary<Guid, OnPremisesObject>();
        foreach (var group in model.OnPremises.Objects.Where(item => item.Kind == OnPremisesObjectKind.Group))
        {
            if (group.SecurityIdentifier is { } sid) bySid[sid] = group;
            byAnchor[group.Anchor] = group;
            if (group.Group?.WrittenBackFrom is not { } anchor) continue;
            if (!pairs.writtenBack.TryGetValue(anchor.EntraId, out var list)) pairs.writtenBack.Add(anchor.EntraId, list = []);
            list.Add(group);
        }

        foreach (var (cloud, list) in pairs.writtenBack)
        {
            if (list.Count == 1) pairs.Pair(cloud, list[0].Id);
        }

        foreach (var id in model.Cloud.Live(CloudObjectKind.Group))
        {
            var group = model.CloudGroup(id)!.Value;
            if (CloudAnchor.TryParse(group.UniqueName, out var anchor))
            {
                if (anchor.Value.IsForRule) pairs.madeByRules[anchor.Value.Id] = id;
                else if (string.Equals(anchor.Value.Domain, model.DomainKey, StringComparison.Ordinal)) pairs.cloudByAnchor[anchor.Value.Id] = id;
                if (!anchor.Value.IsForRule && byAnchor.TryGetValue(anchor.Value.Id, out var source)) pairs.Pair(id, source.Id);
            }
            else if (group.OnPremisesSecurityIdentifier is { } sid && bySid.TryGetValue(sid, out var synced))
            {
                pairs.Pair(id, synced.Id);
            }
        }

        return pairs;
    }

    private void Pair(Guid cloud, Guid onPremises)
    {
        onPremisesByCloud.TryAdd(cloud, onPremises);
        cloudByOnPremises.TryAdd(onPremises, cloud);
    }
}
