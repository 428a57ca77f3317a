using HybridGroups.Rules.Population;
using HybridGroups.Rules.Properties;

namespace HybridGroups.Rules.Engine;

/// <summary>
/// Knows at every moment whom each rule chooses. Changes come in one at a time under a lock and say exactly who was added and
/// removed; what is handed out are snapshots that never change.
/// </summary>
public sealed class RuleEngine
{
    private readonly Lock gate = new();
    private readonly ObjectStore store;
    private readonly PredicateSet predicates;
    private readonly PlanEvaluator evaluator;
    private readonly Dictionary<string, RuleSlot> byId = new(StringComparer.Ordinal);
    private readonly List<RuleSlot?> slots = [];
    private readonly TimeAdvance time;
    private DateTimeOffset now;
    private long changeNumber;

    public RuleEngine(ObjectStore store, DateTimeOffset now)
    {
        this.store = store;
        this.now = now;
        predicates = new PredicateSet(store);
        evaluator = new PlanEvaluator(predicates);
        time = new TimeAdvance(store, predicates, evaluator, slots);
    }

    /// <summary>How many different questions all the rules together ask.</summary>
    public int PredicateCount => predicates.All.Count;

    public DateTimeOffset Now
    {
        get
        {
            lock (gate)
            {
                return now;
            }
        }
    }

    /// <summary>
    /// Keeps the row sets of all predicates after <see cref="Load"/> and <see cref="EvaluateAgain"/>, for whoever wants to evaluate
    /// everything repeatedly: quicker, for a good deal of memory.
    /// </summary>
    public bool KeepRowSets { get; init; }

    /// <summary>Bytes held by the members of all rules.</summary>
    public long MembersMemory
    {
        get
        {
            lock (gate)
            {
                return byId.Values.Sum(s => s.Members.Memory);
            }
        }
    }

    /// <summary>Takes many rules in at once. No changes are told: read the snapshot.</summary>
    public void Load(IEnumerable<KeyValuePair<string, Rule>> rules)
    {
        lock (gate)
        {
            var loaded = rules.Select(r => Put(r.Key, r.Value)).ToList();
            Run(loaded);
        }
    }

    /// <summary>Evaluates all rules over all objects. The result is what it was; this is for checking and for measuring.</summary>
    public void EvaluateAgain()
    {
        lock (gate)
        {
            Run([.. byId.Values]);
        }
    }

    /// <summary>Gives the store back, without any trace of the rules; this engine is at its end.</summary>
    public void Detach()
    {
        lock (gate)
        {
            store.ForgetPredicates();
            byId.Clear();
            slots.Clear();
        }
    }

    /// <summary>Adds a rule, or changes the one of that id. Returns false when it cannot be evaluated within its time budget.</summary>
    public bool Set(string ruleId, Rule rule, ICollection<MembershipChange> changes)
    {
        lock (gate)
        {
            var before = byId.TryGetValue(ruleId, out var old) ? old.Members : RowSet.Empty;
            var slot = Put(ruleId, rule);
            foreach (var predicate in slot.Predicates)
            {
                predicate.DecideNew();
            }

            slot.Faulted = Array.Exists(slot.Predicates, p => p.Faulted);
            slot.Members = slot.Faulted ? before : new RowSetBuilder(store.Rows).OfRows(row => store.IsUsed(row) && evaluator.Holds(slot.Plan, row));
            Difference(slot.Id, before, slot.Members, changes);
            return !slot.Faulted;
        }
    }

    public void Remove(string ruleId, ICollection<MembershipChange> changes)
    {
        lock (gate)
        {
            if (byId.TryGetValue(ruleId, out var slot))
            {
                Difference(ruleId, slot.Members, RowSet.Empty, changes);
                Drop(slot);
            }
        }
    }

    public void Change(string objectId, RuleProperty property, PropertyValue? value, ICollection<MembershipChange> changes)
    {
        lock (gate)
        {
            var column = store.Column(property);
            var distinct = column.DistinctCount;
            Change(Row(objectId), column, column.Intern(value), column.DistinctCount > distinct, changes);
        }
    }

    /// <summary>The same for a property with one text, without allocating when the text is known.</summary>
    public void ChangeText(string objectId, RuleProperty property, ReadOnlySpan<char> text, ICollection<MembershipChange> changes)
    {
        lock (gate)
        {
            var column = store.Column(property);
            var distinct = column.DistinctCount;
            Change(Row(objectId), column, column.Texts!.Intern(text), column.DistinctCount > distinct, changes);
        }
    }

    public bool Contains(string objectId)
    {
        lock (gate)
        {
            return store.TryGetRow(objectId, out _);
        }
    }

    public void AddObject(DirectoryObject item, ICollection<MembershipChange> changes)
    {
        lock (gate)
        {
            var row = store.Add(item);
            foreach (var predicate in predicates.All)
            {
                predicate.DecideNew();
            }

            ForgetRowSets();
            MarkFaults(predicates.All);
            foreach (var slot in byId.Values)
            {
                if (!slot.Faulted && evaluator.Holds(slot.Plan, row))
                {
                    Tell(slot, row, added: true, changes);
                }
            }
        }
    }

    public void RemoveObject(string objectId, ICollection<MembershipChange> changes)
    {
        lock (gate)
        {
            var row = Row(objectId);
            foreach (var slot in byId.Values)
            {
                if (slot.Faulted ? slot.Members.Contains(row) : evaluator.Holds(slot.Plan, row))
                {
                    Tell(slot, row, added: false, changes);
                }
            }

            ForgetRowSets();
            store.Remove(row);
        }
    }

    /// <summary>Time alone changes the answer of some rules.</summary>
    public void AdvanceTo(DateTimeOffset later, ICollection<MembershipChange> changes)
    {
        lock (gate)
        {
            now = later;
            time.To(later, (slot, row, added) => Tell(slot, row, added, changes));
        }
    }

    /// <summary>The next instant at which time alone changes an answer; null when it never does.</summary>
    public DateTimeOffset? NextWake()
    {
        lock (gate)
        {
            return time.Next(now);
        }
    }

    public MembershipSnapshot Snapshot()
    {
        lock (gate)
        {
            var ids = store.ShareIds();
            return new MembershipSnapshot(byId.Select(s => KeyValuePair.Create(s.Key, new RuleMembers(s.Value.Members, ids, s.Value.Faulted))), now);
        }
    }

    private int Row(string objectId) => store.TryGetRow(objectId, out var row) ? row : throw new ArgumentException($"There is no object {objectId}.", nameof(objectId));

    private RuleSlot Put(string ruleId, Rule rule)
    {
        if (rule.Subject != store.Subject)
        {
            throw new ArgumentException($"{ruleId} is a rule about {rule.Subject}s, and these are {store.Subject}s.", nameof(rule));
        }

        if (byId.TryGetValue(ruleId, out var old))
        {
            Drop(old);
        }

        var plan = predicates.Compile(rule.Condition, now);
        var slot = new RuleSlot(slots.Count, ruleId, rule, plan, [.. predicates.Of(plan)]);
        slots.Add(slot);
        byId.Add(ruleId, slot);
        foreach (var predicate in slot.Predicates)
        {
            predicate.Rules.Add(slot.Index);
        }

        return slot;
    }

    private void Drop(RuleSlot slot)
    {
        byId.Remove(slot.Id);
        slots[slot.Index] = null;
        foreach (var predicate in slot.Predicates)
        {
            predicate.Rules.Remove(slot.Index);
        }
    }

    private void Run(List<RuleSlot> chosen)
    {
        var asked = chosen.SelectMany(s => s.Predicates).ToHashSet();
        new FullEvaluation(store, predicates).Run(chosen, asked);
        if (!KeepRowSets)
        {
            ForgetRowSets();
        }
    }

    private void ForgetRowSets()
    {
        foreach (var predicate in predicates.All)
        {
            predicate.Rows = null;
        }
    }

    private void Change(int row, Column column, int code, bool isNew, ICollection<MembershipChange> changes)
    {
        var before = column[row];
        if (before == code)
        {
            return;
        }

        if (column.Predicates.Count > 0)
        {
            var wasTrue = column.Predicates.TrueOf(before);
            var isTrue = column.Predicates.TrueOf(code);
            if (isNew)
            {
                MarkFaults(column.Predicates.All);
            }

            changeNumber++;
            var i = 0;
            var j = 0;
            while (i < wasTrue.Length || j < isTrue.Length)
            {
                if (j == isTrue.Length || (i < wasTrue.Length && wasTrue[i] < isTrue[j]))
                {
                    Turned(predicates[wasTrue[i++]], row, column, before, code, changes);
                }
                else if (i == wasTrue.Length || isTrue[j] < wasTrue[i])
                {
                    Turned(predicates[isTrue[j++]], row, column, before, code, changes);
                }
                else
                {
                    i++;
                    j++;
                }
            }
        }

        column[row] = code;
    }

    private void Turned(Predicate predicate, int row, Column column, int before, int code, ICollection<MembershipChange> changes)
    {
        predicate.Rows = null;
        foreach (var index in predicate.Rules)
        {
            var slot = slots[index]!;
            if (slot.Seen == changeNumber || slot.Faulted)
            {
                continue;
            }

            slot.Seen = changeNumber;
            var was = evaluator.Holds(slot.Plan, row, column, before);
            var holds = evaluator.Holds(slot.Plan, row, column, code);
            if (was != holds)
            {
                Tell(slot, row, holds, changes);
            }
        }
    }

    private void MarkFaults(IEnumerable<Predicate> some)
    {
        foreach (var predicate in some)
        {
            if (predicate.Faulted)
            {
                predicate.Rules.ForEach(index => slots[index]!.Faulted = true);
            }
        }
    }

    private void Tell(RuleSlot slot, int row, bool added, ICollection<MembershipChange> changes)
    {
        slot.Note(row, added);
        changes.Add(new MembershipChange(slot.Id, store.Id(row), added));
    }

    private void Difference(string ruleId, RowSet before, RowSet after, ICollection<MembershipChange> changes)
    {
        foreach (var row in before.Rows().Where(r => !after.Contains(r)))
        {
            changes.Add(new MembershipChange(ruleId, store.Id(row), Added: false));
        }

        foreach (var row in after.Rows().Where(r => !before.Contains(r)))
        {
            changes.Add(new MembershipChange(ruleId, store.Id(row), Added: true));
        }
    }
}
