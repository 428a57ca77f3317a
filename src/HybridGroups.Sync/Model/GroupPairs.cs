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
    private readonly Dictionary<Guid, Guid> adopted = [];
    private readonly Dictionary<Guid, AdoptionObstacle> obstacles = [];

    private GroupPairs()
    {
    }

    /// <summary>Every group of Active Directory that carries the mark of a cloud group, by that group.</summary>
    public IReadOnlyDictionary<Guid, List<OnPremisesObject>> WrittenBack => writtenBack;

    /// <summary>Cloud groups made from groups of Active Directory, by the anchor of those.</summary>
    public IReadOnlyDictionary<Guid, Guid> MadeFromActiveDirectory => cloudByAnchor;

    /// <summary>Cloud groups made by rules, by the rule.</summary>
    public IReadOnlyDictionary<Guid, Guid> MadeByRules => madeByRules;

    /// <summary>Cloud groups that were there before and are kept like those made from groups of Active Directory, by the identity of those.</summary>
    public IReadOnlyDictionary<Guid, Guid> Adopted => adopted;

    public bool IsAdopted(Guid cloud) => onPremisesByCloud.TryGetValue(cloud, out var source) && adopted.TryGetValue(source, out var given) && given == cloud;

    /// <summary>Why the group that was given to this one is not adopted.</summary>
    public AdoptionObstacle? ObstacleTo(Guid onPremises) => obstacles.TryGetValue(onPremises, out var obstacle) ? obstacle : null;

    public Guid? OnPremisesOf(Guid cloud) => onPremisesByCloud.TryGetValue(cloud, out var id) ? id : null;

    public Guid? CloudOf(Guid onPremises) => cloudByOnPremises.TryGetValue(onPremises, out var id) ? id : null;

    public static GroupPairs Of(DirectoryModel model, Adoptions adoptions)
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

        var unmarked = new List<CloudGroupView>();
        foreach (var group in model.Cloud.Live(CloudObjectKind.Group).Select(id => model.CloudGroup(id)!.Value))
        {
            if (!CloudAnchor.TryParse(group.UniqueName, out var anchor))
            {
                unmarked.Add(group);
                continue;
            }

            if (anchor.Value.IsForRule) pairs.madeByRules[anchor.Value.Id] = group.Id;
            else if (string.Equals(anchor.Value.Domain, model.DomainKey, StringComparison.Ordinal)) pairs.cloudByAnchor[anchor.Value.Id] = group.Id;
            if (!anchor.Value.IsForRule && byAnchor.TryGetValue(anchor.Value.Id, out var source)) pairs.Pair(group.Id, source.Id);
        }

        // What somebody says goes before what a SID says, and after the marks that were set here.
        pairs.Adopt(model, adoptions);
        foreach (var group in unmarked)
        {
            if (group.OnPremisesSecurityIdentifier is not { } sid || !bySid.TryGetValue(sid, out var synced)) continue;
            if (adoptions.FormerlySynced && pairs.ObstacleTo(synced.Id) is null && pairs.ObstacleOf(group.Id, synced, model) is null) pairs.adopted.TryAdd(synced.Id, group.Id);
            pairs.Pair(group.Id, synced.Id);
        }

        return pairs;
    }

    private void Adopt(DirectoryModel model, Adoptions adoptions)
    {
        var twice = adoptions.Declared.Values.GroupBy(cloud => cloud).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet();
        foreach (var (onPremises, cloud) in adoptions.Declared)
        {
            if (model.OnPremises.Find(onPremises) is not { Kind: OnPremisesObjectKind.Group } source) continue;
            if ((twice.Contains(cloud) ? AdoptionObstacle.GivenTwice : ObstacleOf(cloud, source, model)) is { } obstacle)
            {
                obstacles.Add(onPremises, obstacle);
                continue;
            }

            adopted.Add(onPremises, cloud);
            Pair(cloud, onPremises);
        }
    }

    private AdoptionObstacle? ObstacleOf(Guid cloud, OnPremisesObject source, DirectoryModel model) =>
        cloudByAnchor.TryGetValue(source.Anchor, out var made) && made != cloud ? AdoptionObstacle.SourceHasAnother
        : model.CloudGroup(cloud) is not { } group ? AdoptionObstacle.NotThere
        : group.IsOnPremisesMastered ? AdoptionObstacle.OwnedByActiveDirectory
        : group.IsDynamic ? AdoptionObstacle.FilledByItsRule
        : writtenBack.ContainsKey(cloud) ? AdoptionObstacle.WrittenBack
        : CloudAnchor.TryParse(group.UniqueName, out _) && made != cloud ? AdoptionObstacle.MadeFromAnother
        : null;

    private void Pair(Guid cloud, Guid onPremises)
    {
        onPremisesByCloud.TryAdd(cloud, onPremises);
        cloudByOnPremises.TryAdd(onPremises, cloud);
    }
}
