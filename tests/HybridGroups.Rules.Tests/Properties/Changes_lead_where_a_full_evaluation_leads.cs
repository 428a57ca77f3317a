using HybridGroups.Rules.Engine;
using HybridGroups.Rules.Population;
using HybridGroups.Rules.Properties;
using HybridGroups.Rules.Tests.Generated;

namespace HybridGroups.Rules.Tests.Properties;

public sealed class Changes_lead_where_a_full_evaluation_leads(ITestOutputHelper output)
{
    private readonly Dictionary<string, DirectoryObject> users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Rule> rules = new(StringComparer.Ordinal);
    private readonly HashSet<(string Rule, string User)> told = [];
    private readonly List<MembershipChange> changes = [];
    private DateTimeOffset now = RandomPopulation.Now;

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void For_random_sequences_of_changes_to_users_rules_and_time(int usualSeed)
    {
        var random = Seed.Random(output, usualSeed);
        var population = new RandomPopulation(random);
        foreach (var user in population.Users(80))
        {
            users.Add(user.Id, user);
        }

        var engine = new RuleEngine(ObjectStore.Of(RuleSubject.User, users.Values), now);
        foreach (var rule in Given.Rules(random, 60))
        {
            rules.Add($"{rules.Count}", rule);
        }

        engine.Load(rules);
        foreach (var (id, _) in rules)
        {
            told.UnionWith(engine.Snapshot()[id].ObjectIds().Select(user => (id, user)));
        }

        for (var step = 1; step <= 1_500; step++)
        {
            changes.Clear();
            Step(random, population, engine, step);
            foreach (var change in changes)
            {
                (change.Added ? told.Add((change.RuleId, change.ObjectId)) : told.Remove((change.RuleId, change.ObjectId)))
                    .ShouldBeTrue($"step {step}: {change} was told although it was so already");
            }

            if (step % 50 == 0)
            {
                Compare(engine, step);
            }
        }
    }

    private void Step(Random random, RandomPopulation population, RuleEngine engine, int step)
    {
        var someone = users.ElementAt(random.Next(users.Count)).Value;
        switch (random.Next(20))
        {
            case 0:
                var added = population.User(1000 + step);
                users.Add(added.Id, added);
                engine.AddObject(added, changes);
                break;
            case 1:
                users.Remove(someone.Id);
                engine.RemoveObject(someone.Id, changes);
                break;
            case 2:
                var rule = Given.Rules(random, 1).Single();
                var id = random.Next(2) == 0 ? $"{step + 1000}" : rules.ElementAt(random.Next(rules.Count)).Key;
                rules[id] = rule;
                engine.Set(id, rule, changes).ShouldBeTrue();
                break;
            case 3 when rules.Count > 20:
                var gone = rules.ElementAt(random.Next(rules.Count)).Key;
                rules.Remove(gone);
                engine.Remove(gone, changes);
                break;
            case 4 or 5:
                now = random.Next(2) == 0 && engine.NextWake() is { } wake ? wake : now.AddHours(random.Next(1, 200));
                engine.AdvanceTo(now, changes);
                break;
            default:
                var property = someone.Values.Keys.Where(p => p.Key != "objectId").ElementAtOrDefault(random.Next(someone.Values.Count)) ?? RandomPopulation.Texts[0];
                var value = random.Next(10) == 0 && property.Type == PropertyType.Text ? PropertyValue.Of($"new {step}") : population.Value(property);
                var values = someone.Values.ToDictionary(v => v.Key, v => v.Value);
                values.Remove(property);
                if (value is not null)
                {
                    values[property] = value;
                }

                users[someone.Id] = new DirectoryObject(RuleSubject.User, someone.Id, values);
                engine.Change(someone.Id, property, value, changes);
                break;
        }
    }

    private void Compare(RuleEngine engine, int step)
    {
        var fresh = new RuleEngine(ObjectStore.Of(RuleSubject.User, users.Values), now);
        fresh.Load(rules);
        var (expected, actual) = (fresh.Snapshot(), engine.Snapshot());
        foreach (var (id, rule) in rules)
        {
            var members = expected[id].ObjectIds().Order(StringComparer.Ordinal).ToList();
            actual[id].ObjectIds().Order(StringComparer.Ordinal).ToList().ShouldBe(members, $"step {step}, rule {rule}");
            told.Where(t => t.Rule == id).Select(t => t.User).Order(StringComparer.Ordinal).ToList().ShouldBe(members, $"told until step {step}, rule {rule}");
        }
    }
}
