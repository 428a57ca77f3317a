using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Engine;

/// <summary>Decides the comparisons with system.now again when time has moved on, and tells whom that concerns.</summary>
internal sealed class TimeAdvance(ObjectStore store, PredicateSet predicates, PlanEvaluator evaluator, List<RuleSlot?> slots)
{
    public void To(DateTimeOffset now, Action<RuleSlot, int, bool> tell)
    {
        var turned = new List<(Predicate Predicate, HashSet<int> Codes)>();
        foreach (var predicate in predicates.All)
        {
            if (predicate.TimeOffset is not null && predicate.Rules.Count > 0)
            {
                predicate.Before = predicate.True;
                predicate.Texts!.Restart(now);
                predicate.DecideNew();
                var codes = Difference(predicate.Before, predicate.True);
                if (codes.Count > 0)
                {
                    turned.Add((predicate, codes));
                    predicate.Rows = null;
                    predicate.Column.Predicates.Forget();
                }
                else
                {
                    predicate.Before = null;
                }
            }
            else if (predicate.TimeOffset is not null)
            {
                predicate.Texts!.Restart(now);
                predicate.DecideNew();
            }
        }

        var looked = new HashSet<(int Rule, int Row)>();
        foreach (var (predicate, codes) in turned)
        {
            Concerned(predicate, codes, looked, tell);
        }

        turned.ForEach(t => t.Predicate.Before = null);
    }

    public DateTimeOffset? Next(DateTimeOffset now)
    {
        DateTimeOffset? next = null;
        foreach (var group in predicates.All.Where(p => p.TimeOffset is not null && p.Rules.Count > 0).GroupBy(p => (p.Column, p.TimeOffset)))
        {
            var texts = group.Key.Column.Texts!;
            for (var code = 1; code < texts.Count; code++)
            {
                if (IsoDate.TryParse(texts.Text(code), out var value) && TimeBoundary.Next(group.Key.TimeOffset!.Value, value, now) is { } boundary
                    && (next is null || boundary < next))
                {
                    next = boundary;
                }
            }
        }

        return next;
    }

    private static HashSet<int> Difference(TruthSet before, TruthSet after)
    {
        var codes = new HashSet<int>();
        before.ForEach(code => codes.Add(code));
        var added = new HashSet<int>();
        after.ForEach(code => added.Add(code));
        codes.SymmetricExceptWith(added);
        return codes;
    }

    private void Concerned(Predicate predicate, HashSet<int> codes, HashSet<(int Rule, int Row)> looked, Action<RuleSlot, int, bool> tell)
    {
        for (var row = 0; row < store.Rows; row++)
        {
            if (!store.IsUsed(row) || !codes.Contains(predicate.Column[row]))
            {
                continue;
            }

            foreach (var index in predicate.Rules)
            {
                var slot = slots[index]!;
                if (slot.Faulted || !looked.Add((index, row)))
                {
                    continue;
                }

                var holds = evaluator.Holds(slot.Plan, row);
                if (evaluator.HeldBefore(slot.Plan, row) != holds)
                {
                    tell(slot, row, holds);
                }
            }
        }
    }
}
