using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Formatting;
using HybridGroups.Rules.Simplification;
using HybridGroups.Rules.Tests.Generated;

namespace HybridGroups.Rules.Tests.Properties;

public sealed class Simplifying_changes_no_result(ITestOutputHelper output)
{
    [Fact]
    public void For_random_conditions_and_users()
    {
        var random = Seed.Random(output, 2);
        var users = new RandomPopulation(random).Users(100).ToList();
        var conditions = new RandomConditions(random);
        var shorter = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var condition = conditions.Next(random.Next(4));
            var simple = Simplifier.Simplify(condition);
            shorter += simple.Descend().Count() < condition.Descend().Count() ? 1 : 0;
            foreach (var user in users)
            {
                NaiveEvaluator.Chooses(simple, user, RandomPopulation.Now)
                    .ShouldBe(NaiveEvaluator.Chooses(condition, user, RandomPopulation.Now), $"{RuleFormatter.Format(condition)} became {RuleFormatter.Format(simple)}");
            }
        }

        shorter.ShouldBeGreaterThan(300);
    }
}
