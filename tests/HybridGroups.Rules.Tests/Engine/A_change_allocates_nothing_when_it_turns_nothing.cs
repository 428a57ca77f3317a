using HybridGroups.Rules.Engine;
using HybridGroups.Rules.Tests.Generated;

namespace HybridGroups.Rules.Tests.Engine;

public sealed class A_change_allocates_nothing_when_it_turns_nothing
{
    [Fact]
    public void Once_its_values_are_known()
    {
        var random = new Random(41);
        var engine = new RuleEngine(ObjectStore.Of(RuleSubject.User, new RandomPopulation(random).Users(100)), RandomPopulation.Now);
        engine.Load(Given.Rules(random, 200).Select((rule, i) => KeyValuePair.Create($"{i}", rule)));
        engine.Load([KeyValuePair.Create("x", Rule.Parse("user.city -eq \"Sales\" -and user.state -eq \"nowhere\"").Rule!)]);
        var changes = new List<MembershipChange>(1000);
        var city = RandomPopulation.Named("city");
        var someone = RandomPopulation.Id(7);
        var allocated = long.MaxValue;
        for (var i = 0; i < 50; i++)
        {
            changes.Clear();
            engine.ChangeText(someone, city, "Sales", changes);
            var before = GC.GetAllocatedBytesForCurrentThread();
            engine.ChangeText(someone, city, "SALES", changes);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        allocated.ShouldBe(0);
    }
}
