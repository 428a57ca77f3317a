using HybridGroups.Rules.Properties;

namespace HybridGroups.Rules.Conditions;

public static class ConditionTree
{
    /// <summary>The condition and all conditions within it, lambdas included, outermost first.</summary>
    public static IEnumerable<Condition> Descend(this Condition condition)
    {
        var pending = new Stack<Condition>();
        pending.Push(condition);
        while (pending.TryPop(out var next))
        {
            yield return next;
            foreach (var child in next.Children().Reverse())
            {
                pending.Push(child);
            }
        }
    }

    public static IEnumerable<Condition> Children(this Condition condition) => condition switch
    {
        Condition.And and => and.Operands,
        Condition.Or or => or.Operands,
        Condition.Not not => [not.Operand],
        Condition.Quantified quantified => [quantified.Element],
        _ => [],
    };

    /// <summary>Every property of the object itself that the condition reads.</summary>
    public static IReadOnlyList<RuleProperty> Properties(this Condition condition)
    {
        var found = new List<RuleProperty>();
        foreach (var part in condition.Descend())
        {
            IEnumerable<RuleProperty> read = part switch
            {
                Condition.Comparison { Property: { IsElement: false } property } => [property],
                Condition.Quantified quantified => [quantified.Property],
                Condition.Reports reports => [reports.Indirect ? ManagerLinks.Chain : ManagerLinks.Manager, ManagerLinks.ObjectId],
                _ => [],
            };
            found.AddRange(read.Where(p => !found.Contains(p)));
        }

        return found;
    }
}
