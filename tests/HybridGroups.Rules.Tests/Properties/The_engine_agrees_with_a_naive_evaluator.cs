using HybridGroups.Rules.Engine;
using HybridGroups.Rules.Evaluation;
using HybridGroups.Rules.Tests.Generated;

namespace HybridGroups.Rules.Tests.Properties;

public sealed class The_engine_agrees_with_a_naive_evaluator(ITestOutputHelper output)
{
    [Fact]
    public void On_more_than_a_million_pairs_of_rule_and_user()
    {
        var random = Seed.Random(output, 3);
        var pairs = 0;
        var chosen = 0;
        for (var round = 0; round < 12; round++)
        {
            var users = new RandomPopulation(random).Users(round == 0 ? 3 : 700).ToList();
            var rules = Given.Rules(random, 150).ToList();
            var engine = new RuleEngine(ObjectStore.Of(RuleSubject.User, users), RandomPopulation.Now);
            engine.Load(rules.Select((rule, i) => KeyValuePair.Create($"{i}", rule)));
            var snapshot = engine.Snapshot();
            for (var i = 0; i < rules.Count; i++)
            {
                var expected = users.Where(u => NaiveEvaluator.Chooses(rules[i].Condition, u, RandomPopulation.Now)).Select(u => u.Id).ToHashSet(StringComparer.Ordinal);
                var members = snapshot[$"{i}"].ObjectIds().ToList();
                if (!expected.SetEquals(members))
                {
                    var wrong = users.First(u => expected.Contains(u.Id) != members.Contains(u.Id));
                    Assert.Fail($"{rules[i]} on {string.Join("; ", wrong.Values.Select(v => $"{v.Key} = {v.Value}"))}: expected {expected.Contains(wrong.Id)}");
                }

                members.Count.ShouldBe(expected.Count);
                pairs += users.Count;
                chosen += expected.Count;
            }
        }

        output.WriteLine($"{pairs} pairs, {chosen} chosen");
        pairs.ShouldBeGreaterThan(1_000_000);
        chosen.ShouldBeInRange(pairs / 10, pairs * 9 / 10);
    }

    [Fact]
    public void And_so_does_every_explanation()
    {
        var random = Seed.Random(output, 4);
        var users = new RandomPopulation(random).Users(60).ToList();
        foreach (var rule in Given.Rules(random, 600))
        {
            foreach (var user in users)
            {
                Explainer.Explain(rule.Condition, user, RandomPopulation.Now).Result
                    .ShouldBe(NaiveEvaluator.Chooses(rule.Condition, user, RandomPopulation.Now), $"{rule} on {string.Join("; ", user.Values.Select(v => $"{v.Key} = {v.Value}"))}");
            }
        }
    }
}
