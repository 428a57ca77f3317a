using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Formatting;
using HybridGroups.Rules.Properties;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Engine;

/// <summary>Turns conditions into plans, and gives every question that two rules ask to both of them.</summary>
internal sealed class PredicateSet(ObjectStore store)
{
    private readonly Dictionary<string, Predicate> byKey = new(StringComparer.Ordinal);
    private readonly List<Predicate> all = [];

    public IReadOnlyList<Predicate> All => all;

    public Predicate this[int id] => all[id];

    public PlanNode Compile(Condition condition, DateTimeOffset now) => Compile(condition, negated: false, (c, n) => Leaf(c, n, now));

    /// <summary>The predicates of a plan, each once.</summary>
    public IReadOnlyCollection<Predicate> Of(PlanNode plan)
    {
        var found = new HashSet<Predicate>();
        Collect(plan, found);
        return found;
    }

    private void Collect(PlanNode node, HashSet<Predicate> found)
    {
        var operands = node switch
        {
            PlanNode.And and => and.Operands,
            PlanNode.Or or => or.Operands,
            _ => [],
        };
        foreach (var operand in operands)
        {
            Collect(operand, found);
        }

        if (node is PlanNode.Leaf leaf)
        {
            found.Add(all[leaf.Predicate]);
        }
    }

    private static PlanNode Compile(Condition condition, bool negated, Func<Condition, bool, PlanNode> leaf)
    {
        switch (condition)
        {
            case Condition.Not not:
                return Compile(not.Operand, !negated, leaf);
            case Condition.And and:
                return Join(and.Operands.Select(o => Compile(o, negated, leaf)), conjunction: !negated);
            case Condition.Or or:
                return Join(or.Operands.Select(o => Compile(o, negated, leaf)), conjunction: negated);
            case Condition.Comparison comparison when CollectionComparison.Lower(comparison) is { } lowered:
                return leaf(lowered.Quantified, negated != lowered.Negated);
            default:
                return leaf(condition, negated);
        }
    }

    private static PlanNode Join(IEnumerable<PlanNode> operands, bool conjunction)
    {
        var flat = operands.SelectMany(o => (o, conjunction) switch
        {
            (PlanNode.And and, true) => and.Operands,
            (PlanNode.Or or, false) => or.Operands,
            _ => [o],
        }).ToArray();
        return flat.Length == 1 ? flat[0] : conjunction ? new PlanNode.And(flat) : new PlanNode.Or(flat);
    }

    private PlanNode Leaf(Condition condition, bool negated, DateTimeOffset now)
    {
        switch (condition)
        {
            case Condition.Comparison comparison:
                return new PlanNode.Leaf(Scalar(comparison, now).Id, negated != comparison.Operator.IsNegative());
            case Condition.Quantified quantified:
                var every = quantified.Quantifier == Quantifier.All;
                return new PlanNode.Leaf(Elements(quantified, every, now).Id, negated != every);
            case Condition.Reports reports:
                return Reports(reports, negated, now);
            default:
                throw new ArgumentOutOfRangeException(nameof(condition));
        }
    }

    private PlanNode Reports(Condition.Reports reports, bool negated, DateTimeOffset now)
    {
        var id = new RuleValue.Text(reports.ManagerId);
        Condition below = reports.Indirect
            ? new Condition.Quantified(ManagerLinks.Chain, Quantifier.Any, new Condition.Comparison(ManagerLinks.Chain.Elements[0], RuleOperator.Equal, id))
            : new Condition.Comparison(ManagerLinks.Manager, RuleOperator.Equal, id);
        var members = ManagerLinks.ManagerIsMember
            ? new Condition.Or(below, new Condition.Comparison(ManagerLinks.ObjectId, RuleOperator.Equal, id))
            : below;
        return Compile(members, negated, (c, n) => Leaf(c, n, now));
    }

    private Predicate Scalar(Condition.Comparison comparison, DateTimeOffset now)
    {
        var op = comparison.Operator.Positive();
        var key = $"{comparison.Property.Name} {op.Text()} {RuleFormatter.Format(WithoutCase(op, comparison.Value))}";
        if (byKey.TryGetValue(key, out var known))
        {
            return known;
        }

        var column = store.Column(comparison.Property);
        var truth = new TextTruth(column.Texts!, op, comparison.Value, now);
        return Add(new Predicate(all.Count, key, column, truth, (comparison.Value as RuleValue.Now)?.Offset));
    }

    private Predicate Elements(Condition.Quantified quantified, bool negated, DateTimeOffset now)
    {
        var key = $"{quantified.Property.Name} -any {(negated ? "-not " : string.Empty)}({RuleFormatter.Format(quantified.Element)})";
        if (byKey.TryGetValue(key, out var known))
        {
            return known;
        }

        var column = store.Column(quantified.Property);
        var table = column.Collections!;
        var leaves = new List<(int, TextTruth)>();
        var lambda = Compile(quantified.Element, negated, (condition, n) =>
        {
            var comparison = (Condition.Comparison)condition;
            var member = Array.IndexOf([.. quantified.Property.Elements], comparison.Property);
            leaves.Add((member, new TextTruth(table.Members[member], comparison.Operator.Positive(), comparison.Value, now)));
            return new PlanNode.Leaf(leaves.Count - 1, n != comparison.Operator.IsNegative());
        });
        return Add(new Predicate(all.Count, key, column, new ElementTruth(table, lambda, [.. leaves])));
    }

    private Predicate Add(Predicate predicate)
    {
        byKey.Add(predicate.Key, predicate);
        all.Add(predicate);
        predicate.Column.Predicates.Add(predicate);
        return predicate;
    }

    // A pattern may switch case sensitivity on for a part of it, so its own case stays.
    private static RuleValue WithoutCase(RuleOperator op, RuleValue value) => value switch
    {
        RuleValue.Text text when op != RuleOperator.Match => new RuleValue.Text(Folding.Fold(text.Value)),
        RuleValue.List list => new RuleValue.List(new Sequence<string>(list.Texts.Select(Folding.Fold).Order(StringComparer.Ordinal))),
        _ => value,
    };
}
