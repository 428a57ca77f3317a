using System.Runtime.InteropServices;
using HybridGroups.Sync.Directory;

namespace HybridGroups.Sync.Model.Matching;

/// <summary>One way to match: who has which key. Only those are in it whom no earlier way has matched.</summary>
internal sealed class MatchLevel(
    string name, Func<OnPremisesObject, MatchKey?> onPremises, Func<IReadOnlyDictionary<string, object?>, MatchKey?> cloud, Func<MatchKey, string> inWords)
{
    private readonly Dictionary<MatchKey, Holders> holders = new(MatchKeyComparer.Instance);

    // Keys that several of one side have. There are few, and they match nobody.
    private readonly Dictionary<MatchKey, Crowd> crowds = new(MatchKeyComparer.Instance);

    public MatchKey? KeyOf(object subject) => subject is OnPremisesObject item ? onPremises(item) : cloud((IReadOnlyDictionary<string, object?>)subject);

    public void Expect(int count) => holders.EnsureCapacity(count);

    public void Add(DirectorySide side, Guid id, MatchKey key)
    {
        if (crowds.TryGetValue(key, out var crowd))
        {
            crowd.Of(side).Add(id);
            return;
        }

        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(holders, key, out _);
        if (held.Of(side) == Guid.Empty)
        {
            held = held.With(side, id);
            return;
        }

        crowd = new Crowd();
        if (held.OnPremises != Guid.Empty) crowd.OnPremises.Add(held.OnPremises);
        if (held.Cloud != Guid.Empty) crowd.Cloud.Add(held.Cloud);
        crowd.Of(side).Add(id);
        holders.Remove(key);
        crowds.Add(key, crowd);
    }

    public void Remove(DirectorySide side, Guid id, MatchKey key)
    {
        if (crowds.TryGetValue(key, out var crowd))
        {
            crowd.Of(side).Remove(id);
            if (Sides.Any(one => crowd.Of(one).Count > 1)) return;
            crowds.Remove(key);
            foreach (var one in Sides.Where(one => crowd.Of(one).Count > 0)) Add(one, crowd.Of(one)[0], key);
            return;
        }

        if (!holders.TryGetValue(key, out var held) || held.Of(side) != id) return;
        held = held.With(side, Guid.Empty);
        if (held == default) holders.Remove(key);
        else holders[key] = held;
    }

    /// <summary>The two who alone have the key; null while nobody, or somebody else too, has it on a side.</summary>
    public (Guid OnPremises, Guid Cloud)? PairOf(MatchKey key) =>
        holders.TryGetValue(key, out var held) && held.IsPair ? (held.OnPremises, held.Cloud) : null;

    public IEnumerable<(Guid OnPremises, Guid Cloud)> Pairs() => holders.Values.Where(held => held.IsPair).Select(held => (held.OnPremises, held.Cloud));

    public IEnumerable<AmbiguousMatch> Ambiguous() => crowds.Select(entry => new AmbiguousMatch(name, inWords(entry.Key), entry.Value.OnPremises, entry.Value.Cloud));

    private static readonly DirectorySide[] Sides = [DirectorySide.ActiveDirectory, DirectorySide.Entra];

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Holders(Guid OnPremises, Guid Cloud)
    {
        public bool IsPair => OnPremises != Guid.Empty && Cloud != Guid.Empty;

        public Guid Of(DirectorySide side) => side == DirectorySide.ActiveDirectory ? OnPremises : Cloud;

        public Holders With(DirectorySide side, Guid id) => side == DirectorySide.ActiveDirectory ? this with { OnPremises = id } : this with { Cloud = id };
    }

    private sealed class Crowd
    {
        public List<Guid> OnPremises { get; } = [];

        public List<Guid> Cloud { get; } = [];

        public List<Guid> Of(DirectorySide side) => side == DirectorySide.ActiveDirectory ? OnPremises : Cloud;
    }
}
