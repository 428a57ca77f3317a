using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;

namespace HybridGroups.Sync.Model.Matching;

/// <summary>
/// Who of one kind is who in the other directory, kept up to date: what changes is matched anew, with those whom it frees or
/// displaces, and nobody else. Levels are tried in their order; whom an earlier one has matched no later one looks at.
/// </summary>
internal sealed class CounterpartMatcher(DirectoryModel model, OnPremisesObjectKind onPremisesKind, CloudObjectKind cloudKind, IReadOnlyList<MatchLevel> levels)
{
    private readonly Dictionary<Guid, Partner> toCloud = [];
    private readonly Dictionary<Guid, Partner> toOnPremises = [];

    public int Count => toCloud.Count;

    public Guid? CloudOf(Guid onPremises) => toCloud.TryGetValue(onPremises, out var partner) ? partner.Id : null;

    public Guid? OnPremisesOf(Guid cloud) => toOnPremises.TryGetValue(cloud, out var partner) ? partner.Id : null;

    /// <summary>Keys that matched nobody because several have them, and that no other key made good for.</summary>
    public IEnumerable<AmbiguousMatch> Ambiguous() => levels
        .SelectMany(level => level.Ambiguous())
        .Select(one => one with
        {
            OnPremises = [.. one.OnPremises.Where(id => !toCloud.ContainsKey(id)).Order()],
            Cloud = [.. one.Cloud.Where(id => !toOnPremises.ContainsKey(id)).Order()],
        })
        .Where(one => one.OnPremises.Count > 0 && one.Cloud.Count > 0);

    public void MatchAll()
    {
        var onPremises = model.OnPremises.Objects.Where(item => item.Kind == onPremisesKind).Select(item => (item.Id, Subject: (object)item)).ToList();
        var cloud = model.Cloud.Live(cloudKind).Select(id => (Id: id, Subject: (object)model.Cloud.PropertiesOf(cloudKind, id)!)).ToList();
        levels[0].Expect(Math.Max(onPremises.Count, cloud.Count));
        toCloud.EnsureCapacity(Math.Min(onPremises.Count, cloud.Count));
        toOnPremises.EnsureCapacity(Math.Min(onPremises.Count, cloud.Count));
        for (var index = 0; index < levels.Count; index++)
        {
            var level = levels[index];
            AddAll(level, DirectorySide.ActiveDirectory, onPremises);
            AddAll(level, DirectorySide.Entra, cloud);
            foreach (var (one, other) in level.Pairs())
            {
                toCloud.Add(one, new Partner(other, index));
                toOnPremises.Add(other, new Partner(one, index));
            }

            onPremises.RemoveAll(item => toCloud.ContainsKey(item.Id));
            cloud.RemoveAll(item => toOnPremises.ContainsKey(item.Id));
        }
    }

    /// <summary>Takes in what has changed; gives those, of both directories, who have another partner than before, or none any more.</summary>
    public IEnumerable<Guid> Update(MirrorChanges onPremises, MirrorChanges cloud)
    {
        var movers = new Dictionary<(DirectorySide Side, Guid Id), Mover>();
        foreach (var (id, before) in onPremises.Before) Begin(movers, DirectorySide.ActiveDirectory, id, OfKind(before as OnPremisesObject), OfKind(model.OnPremises.Find(id)));
        foreach (var (id, before) in cloud.Before) Begin(movers, DirectorySide.Entra, id, before, model.Cloud.PropertiesOf(cloudKind, id));
        for (var index = 0; index < levels.Count && movers.Count > 0; index++) Rematch(index, movers);
        return movers.Values.Where(mover => PartnerOf(mover.Side, mover.Id)?.Id != mover.PartnerBefore?.Id).Select(mover => mover.Id).ToArray();
    }

    private void Begin(Dictionary<(DirectorySide Side, Guid Id), Mover> movers, DirectorySide side, Guid id, object? before, object? now)
    {
        // Most changes are of something else: a new department matches nobody anew.
        if (before is null && now is null) return;
        if (before is not null && now is not null && levels.All(level => SameKey(level.KeyOf(before), level.KeyOf(now)))) return;
        movers.Add((side, id), new Mover(side, id, before, now, PartnerOf(side, id)));
    }

    private void Rematch(int index, Dictionary<(DirectorySide Side, Guid Id), Mover> movers)
    {
        var level = levels[index];
        var before = new Dictionary<MatchKey, (Guid OnPremises, Guid Cloud)?>(MatchKeyComparer.Instance);
        foreach (var mover in movers.Values)
        {
            var was = mover.WasIn(index) ? level.KeyOf(mover.Before!) : null;
            var now = mover.Now is not null && (PartnerOf(mover.Side, mover.Id) is not { } partner || partner.Level >= index) ? level.KeyOf(mover.Now) : null;
            if (SameKey(was, now)) continue;
            if (was is { } old)
            {
                before.TryAdd(old, level.PairOf(old));
                level.Remove(mover.Side, mover.Id, old);
            }

            if (now is { } key)
            {
                before.TryAdd(key, level.PairOf(key));
                level.Add(mover.Side, mover.Id, key);
            }
        }

        // All that is no more goes first: who is freed may be matched by another key of the same level.
        foreach (var (key, pair) in before)
        {
            // An earlier level may have joined the same two meanwhile.
            if (pair is { } old && old != level.PairOf(key) && toCloud.GetValueOrDefault(old.OnPremises) == new Partner(old.Cloud, index)) Part(old.OnPremises, old.Cloud, movers);
        }

        foreach (var (key, pair) in before)
        {
            if (level.PairOf(key) is { } found && found != pair) Join(found.OnPremises, found.Cloud, index, movers);
        }
    }

    private void Join(Guid onPremises, Guid cloud, int level, Dictionary<(DirectorySide Side, Guid Id), Mover> movers)
    {
        if (toCloud.TryGetValue(onPremises, out var before)) Part(onPremises, before.Id, movers);
        if (toOnPremises.TryGetValue(cloud, out before)) Part(before.Id, cloud, movers);
        Touch(movers, DirectorySide.ActiveDirectory, onPremises);
        Touch(movers, DirectorySide.Entra, cloud);
        toCloud[onPremises] = new Partner(cloud, level);
        toOnPremises[cloud] = new Partner(onPremises, level);
    }

    private void Part(Guid onPremises, Guid cloud, Dictionary<(DirectorySide Side, Guid Id), Mover> movers)
    {
        Touch(movers, DirectorySide.ActiveDirectory, onPremises);
        Touch(movers, DirectorySide.Entra, cloud);
        toCloud.Remove(onPremises);
        toOnPremises.Remove(cloud);
    }

    private void Touch(Dictionary<(DirectorySide Side, Guid Id), Mover> movers, DirectorySide side, Guid id)
    {
        if (movers.ContainsKey((side, id))) return;
        var subject = side == DirectorySide.ActiveDirectory ? OfKind(model.OnPremises.Find(id)) : model.Cloud.PropertiesOf(cloudKind, id) as object;
        movers.Add((side, id), new Mover(side, id, subject, subject, PartnerOf(side, id)));
    }

    private static void AddAll(MatchLevel level, DirectorySide side, List<(Guid Id, object Subject)> all)
    {
        foreach (var (id, subject) in all)
        {
            if (level.KeyOf(subject) is { } key) level.Add(side, id, key);
        }
    }

    private Partner? PartnerOf(DirectorySide side, Guid id) => (side == DirectorySide.ActiveDirectory ? toCloud : toOnPremises).TryGetValue(id, out var partner) ? partner : null;

    private OnPremisesObject? OfKind(OnPremisesObject? item) => item?.Kind == onPremisesKind ? item : null;

    private static bool SameKey(MatchKey? one, MatchKey? other) =>
        one is { } first && other is { } second ? MatchKeyComparer.Instance.Equals(first, second) : one is null && other is null;
}
