using HybridGroups.Rules.Engine;
using HybridGroups.Rules.Population;
using HybridGroups.Rules.Tests.Generated;

namespace HybridGroups.Rules.Tests.Engine;

public sealed class Snapshots_never_change
{
    [Fact]
    public async Task While_another_thread_changes_users_and_reads_are_going_on()
    {
        var random = new Random(31);
        var population = new RandomPopulation(random);
        var engine = new RuleEngine(ObjectStore.Of(RuleSubject.User, population.Users(200)), RandomPopulation.Now);
        engine.Load(Given.Rules(random, 30).Select((rule, i) => KeyValuePair.Create($"{i}", rule)));
        var done = false;
        var reads = 0;
        var reader = Task.Run(
            () =>
            {
                while (!Volatile.Read(ref done) || reads < 20)
                {
                    var snapshot = engine.Snapshot();
                    var first = snapshot.RuleIds.Select(id => string.Join(',', snapshot[id].ObjectIds())).ToList();
                    foreach (var id in snapshot.RuleIds)
                    {
                        snapshot[id].ObjectIds().Count().ShouldBe(snapshot[id].Count);
                    }

                    snapshot.RuleIds.Select(id => string.Join(',', snapshot[id].ObjectIds())).ShouldBe(first);
                    reads++;
                }
            },
            TestContext.Current.CancellationToken);
        var changes = new List<MembershipChange>();
        for (var i = 0; i < 3_000; i++)
        {
            if (i % 3 == 0)
            {
                engine.RemoveObject(RandomPopulation.Id((i / 3) % 200), changes);
                engine.AddObject(population.User((i / 3) % 200), changes);
            }
            else
            {
                engine.Change(RandomPopulation.Id(random.Next(200)), RandomPopulation.Texts[0], population.Value(RandomPopulation.Texts[0]), changes);
            }
        }

        Volatile.Write(ref done, true);
        await reader;
        reads.ShouldBeGreaterThanOrEqualTo(20);
    }

    [Fact]
    public void A_removed_object_stays_in_the_snapshot_that_was_taken_before()
    {
        var engine = new RuleEngine(ObjectStore.Of(RuleSubject.User, new RandomPopulation(new Random(1)).Users(3)), RandomPopulation.Now);
        engine.Load([KeyValuePair.Create("all", Rule.Parse("user.objectId -ne null").Rule!)]);
        var before = engine.Snapshot();
        var changes = new List<MembershipChange>();

        engine.RemoveObject(RandomPopulation.Id(1), changes);
        engine.AddObject(new DirectoryObject(RuleSubject.User, "new", new Dictionary<HybridGroups.Rules.Properties.RuleProperty, PropertyValue>()), changes);

        before["all"].ObjectIds().ShouldBe([RandomPopulation.Id(0), RandomPopulation.Id(1), RandomPopulation.Id(2)]);
        engine.Snapshot()["all"].ObjectIds().ShouldBe([RandomPopulation.Id(0), RandomPopulation.Id(2)]);
        changes.ShouldBe([new MembershipChange("all", RandomPopulation.Id(1), false)]);
    }
}
