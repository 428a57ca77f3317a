using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Formatting;

namespace HybridGroups.Rules.Tests.Generated;

internal static class Given
{
    /// <summary>The rule that says this, by way of its text.</summary>
    public static Rule Rule(Condition condition)
    {
        var text = RuleFormatter.Format(condition);
        var parse = HybridGroups.Rules.Rule.Parse(text, RuleDialect.Extended, RuleSubject.User);
        return parse.Rule ?? throw new InvalidOperationException($"{text}\n{string.Join('\n', parse.Errors)}");
    }

    /// <summary>Rules whose text is not too long.</summary>
    public static IEnumerable<Rule> Rules(Random random, int count)
    {
        var conditions = new RandomConditions(random);
        for (var made = 0; made < count;)
        {
            var condition = conditions.Next(random.Next(4));
            if (RuleFormatter.Format(condition).Length <= HybridGroups.Rules.Rule.MaximumLength)
            {
                made++;
                yield return Rule(condition);
            }
        }
    }
}
