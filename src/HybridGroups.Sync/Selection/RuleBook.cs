using HybridGroups.Rules;
using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Engine;
using HybridGroups.Sync.Model;

namespace HybridGroups.Sync.Selection;

/// <summary>Keeps all rules of a connector evaluated: those that choose members, and those that choose groups.</summary>
public sealed class RuleBook(DirectoryModel model)
{
    private readonly Dictionary<(RuleSource Source, RuleSubject Subject), RuleShelf> shelves = [];
    private Dictionary<string, BookedRule> rules = new(StringComparer.Ordinal);

    /// <summary>Takes in the rules as they are now and what has changed in the directories.</summary>
    public void Refresh(IReadOnlyDictionary<string, BookedRule> wanted, DateTimeOffset now)
    {
        var changes = model.TakeChanges();
        foreach (var (id, old) in rules)
        {
            if (!wanted.TryGetValue(id, out var next) || ShelfOf(next) != ShelfOf(old)) Shelf(ShelfOf(old)).Remove(id);
        }

        rules = new Dictionary<string, BookedRule>(wanted, StringComparer.Ordinal);
        foreach (var group in rules.GroupBy(entry => ShelfOf(entry.Value)))
        {
            Shelf(group.Key).Want(group.ToDictionary(entry => entry.Key, entry => entry.Value.Rule, StringComparer.Ordinal));
        }

        // Who is who is asked for in every plan, and of a million people it takes as long the first time as their columns: so beside them.
        if (model.ExpectsMuchMatching) Parallel.Invoke(() => _ = model.People, () => RefreshShelves(changes, now));
        else RefreshShelves(changes, now);
    }

    /// <summary>Whom a rule chooses.</summary>
    public RuleMembers MembersOf(string id) => Shelf(ShelfOf(rules[id])).MembersOf(id);

    /// <summary>The next moment at which time alone changes an answer.</summary>
    public DateTimeOffset? NextWake() => shelves.Values.Select(shelf => shelf.NextWake()).Min();

    private void RefreshShelves(ModelChanges changes, DateTimeOffset now)
    {
        foreach (var shelf in shelves.Values) shelf.Refresh(changes, now);
    }

    private RuleShelf Shelf((RuleSource Source, RuleSubject Subject) key)
    {
        if (!shelves.TryGetValue(key, out var shelf)) shelves.Add(key, shelf = new RuleShelf(model, key.Source, key.Subject));
        return shelf;
    }

    private static (RuleSource Source, RuleSubject Subject) ShelfOf(BookedRule booked) => (booked.Source, booked.Rule.Subject);
}
