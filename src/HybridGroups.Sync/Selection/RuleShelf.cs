using HybridGroups.Rules;
using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Engine;
using HybridGroups.Rules.Properties;
using HybridGroups.Sync.Model;

namespace HybridGroups.Sync.Selection;

/// <summary>The rules that look at the same objects, with their engine.</summary>
internal sealed class RuleShelf(DirectoryModel model, RuleSource source, RuleSubject subject)
{
    private readonly List<MembershipChange> ignored = [];
    private Dictionary<string, Rule> rules = new(StringComparer.Ordinal);
    private Dictionary<string, Rule> wanted = new(StringComparer.Ordinal);
    private RuleEngine? engine;
    private MembershipSnapshot? snapshot;
    private HashSet<RuleProperty> properties = [];
    private bool withMemberships;

    public void Want(Dictionary<string, Rule> now) => wanted = now;

    public void Remove(string id) => wanted.Remove(id);

    public RuleMembers MembersOf(string id) => (snapshot ??= engine!.Snapshot())[id];

    public DateTimeOffset? NextWake() => engine?.NextWake();

    public void Refresh(ModelChanges changes, DateTimeOffset now)
    {
        if (wanted.Count == 0)
        {
            (engine, snapshot) = (null, null);
            rules.Clear();
            return;
        }

        var needsMemberships = wanted.Values.Any(ReadsMemberships);
        var read = wanted.Values.SelectMany(rule => rule.Condition.Properties()).ToHashSet();
        if (engine is null || IsEverything(changes) || !read.IsSubsetOf(properties) || needsMemberships != withMemberships || (needsMemberships && AnyMembership(changes))
            || (needsMemberships && source != RuleSource.Entra && changes.OnPremises.Objects.Count > 0 && wanted.Values.Any(ReadsManagers))
            || (source == RuleSource.Merged && subject == RuleSubject.Group && IsAnything(changes))
            // Who has a partner now goes by another id, also as somebody's manager.
            || (source == RuleSource.Merged && (changes.OnPremises.Objects.Count > 0 || OfSubject(changes).Objects.Count > 0) && wanted.Values.Any(NamesManagers)))
        {
            Rebuild(needsMemberships, read, now);
            return;
        }

        ignored.Clear();
        Update(changes);
        foreach (var (id, _) in rules.Where(entry => !wanted.ContainsKey(entry.Key)).ToArray()) engine.Remove(id, ignored);
        foreach (var (id, rule) in wanted)
        {
            if (!rules.TryGetValue(id, out var known) || !string.Equals(known.Text, rule.Text, StringComparison.Ordinal)) engine.Set(id, rule, ignored);
        }

        rules = new Dictionary<string, Rule>(wanted, StringComparer.Ordinal);
        engine.AdvanceTo(now, ignored);
        snapshot = null;
    }

    private void Rebuild(bool needsMemberships, HashSet<RuleProperty> read, DateTimeOffset now)
    {
        properties = read;
        withMemberships = needsMemberships;
        var objects = new RuleObjects(model, source, subject, properties);
        engine = new RuleEngine(objects.Store(withMemberships), now);
        engine.Load(wanted);
        rules = new Dictionary<string, Rule>(wanted, StringComparer.Ordinal);
        snapshot = null;
    }

    // An object that changed goes and comes again: simple, and quick enough for as many as change in a round.
    private void Update(ModelChanges changes)
    {
        var touched = new HashSet<Guid>();
        if (source != RuleSource.ActiveDirectory) touched.UnionWith(OfSubject(changes).Objects);
        if (source != RuleSource.Entra) touched.UnionWith(changes.OnPremises.Objects);
        if (source == RuleSource.Merged)
        {
            touched.UnionWith(changes.OnPremises.Objects.Select(id => model.People.CloudOf(id)).OfType<Guid>());
            touched.UnionWith(OfSubject(changes).Objects.Select(id => model.People.OnPremisesOf(id)).OfType<Guid>());
            // One changed key can part or join others than the object that has it.
            touched.UnionWith(changes.NewlyPaired);
        }

        var objects = new RuleObjects(model, source, subject, properties);
        foreach (var id in touched)
        {
            var isThere = engine!.Contains(id.ToString("D"));
            var found = source == RuleSource.Merged && model.OnPremises.Find(id) is not null && model.People.CloudOf(id) is not null
                ? null
                : objects.Find(id, withMemberships);
            if (isThere) engine.RemoveObject(id.ToString("D"), ignored);
            if (found is not null) engine.AddObject(found, ignored);
        }
    }

    private MirrorChanges OfSubject(ModelChanges changes) => subject switch
    {
        RuleSubject.User => changes.Users,
        RuleSubject.Device => changes.Devices,
        _ => changes.Groups,
    };

    private bool IsEverything(ModelChanges changes) =>
        (source != RuleSource.ActiveDirectory && OfSubject(changes).Everything) || (source != RuleSource.Entra && changes.OnPremises.Everything)
        || (source == RuleSource.Merged && (OfSubject(changes).Everything || changes.OnPremises.Everything));

    // Groups are paired by their anchors; there are few enough of them to begin again.
    private static bool IsAnything(ModelChanges changes) => !changes.Groups.IsEmpty || !changes.OnPremises.IsEmpty;

    private bool AnyMembership(ModelChanges changes) =>
        (source != RuleSource.ActiveDirectory && (changes.Groups.Groups.Count > 0 || changes.Groups.Everything))
        || (source != RuleSource.Entra && (changes.OnPremises.Groups.Count > 0 || changes.OnPremises.Everything));

    private static bool NamesManagers(Rule rule) => rule.Condition.Properties().Any(property => property.Equals(ManagerLinks.Manager) || property.Equals(ManagerLinks.Chain));

    // A new manager is one for everybody below as well.
    private static bool ReadsManagers(Rule rule) => rule.Condition.Properties().Any(property => property.Equals(ManagerLinks.Chain));

    private static bool ReadsMemberships(Rule rule) =>
        rule.Condition.Properties().Any(property => property.Type == PropertyType.Groups || property.Equals(ManagerLinks.Chain));
}
