using System.Collections.Concurrent;

namespace HybridGroups.Rules.Engine;

/// <summary>
/// Evaluates many rules over all objects: decides every predicate once per distinct value, makes a row set of each, and
/// combines the sets rule by rule, on all processors.
/// </summary>
internal sealed class FullEvaluation(ObjectStore store, PredicateSet predicates)
{
    public void Run(IReadOnlyList<RuleSlot> slots, IReadOnlyCollection<Predicate> asked)
    {
        var rows = store.Rows;
        var alive = new RowSetBuilder(rows).OfRows(store.IsUsed);
        var missing = asked.Where(p => p.Rows is null).ToArray();
        var postings = new ConcurrentDictionary<Column, Postings>();
        Parallel.ForEach(missing, predicate => predicate.DecideNew());
        Parallel.ForEach(missing.Select(p => p.Column).Distinct(), column => postings[column] = new Postings(column, rows));
        Parallel.ForEach(
            Partitioner.Create(missing, loadBalance: true),
            () => new RowSetBuilder(rows),
            (predicate, _, builder) =>
            {
                predicate.Rows = builder.OfPredicate(predicate, postings[predicate.Column], alive);
                return builder;
            },
            _ => { });
        Parallel.ForEach(
            Partitioner.Create(slots.ToArray(), loadBalance: true),
            () => new BulkEvaluator(predicates, alive),
            (slot, _, evaluator) =>
            {
                slot.Faulted = Array.Exists(slot.Predicates, p => p.Faulted);
                slot.Members = slot.Faulted ? RowSet.Empty : evaluator.Evaluate(slot.Plan);
                return evaluator;
            },
            _ => { });
    }
}
