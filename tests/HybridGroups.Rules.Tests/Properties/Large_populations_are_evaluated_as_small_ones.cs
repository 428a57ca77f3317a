using HybridGroups.Rules.Engine;
using HybridGroups.Rules.Tests.Generated;

namespace HybridGroups.Rules.Tests.Properties;

public sealed class Large_populations_are_evaluated_as_small_ones(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whatever_form_a_set_takes_and_however_many_chunks_it_has(bool keepRowSets)
    {
        // Two hundred different users, one of them half of all and some very rare, over three chunks: sets of every density.
        var random = Seed.Random(output, 51);
        var kinds = new RandomPopulation(random).Users(200).ToList();
        var store = new ObjectStore(RuleSubject.User);
        var kindOf = new int[150_000];
        for (var i = 0; i < kindOf.Length; i++)
        {
            kindOf[i] = random.Next(2) == 0 ? 0 : (int)(kinds.Count * Math.Pow(random.NextDouble(), 3));
            var row = store.AddRow($"{i}");
            foreach (var (property, value) in kinds[kindOf[i]].Values)
            {
                store.Set(row, property, value);
            }
        }

        var rules = Given.Rules(random, 120).ToList();
        var engine = new RuleEngine(store, RandomPopulation.Now) { KeepRowSets = keepRowSets };
        engine.Load(rules.Select((rule, i) => KeyValuePair.Create($"{i}", rule)));
        engine.EvaluateAgain();
        var snapshot = engine.Snapshot();
        for (var i = 0; i < rules.Count; i++)
        {
            var chosen = kinds.Select(kind => NaiveEvaluator.Chooses(rules[i].Condition, kind, RandomPopulation.Now)).ToArray();
            var members = new bool[kindOf.Length];
            foreach (var id in snapshot[$"{i}"].ObjectIds())
            {
                members[int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)] = true;
            }

            Enumerable.Range(0, kindOf.Length).Count(row => members[row] != chosen[kindOf[row]]).ShouldBe(0, rules[i].ToString());
        }
    }
}
