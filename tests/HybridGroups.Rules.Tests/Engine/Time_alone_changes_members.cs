using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Engine;
using HybridGroups.Rules.Evaluation;
using HybridGroups.Rules.Population;
using HybridGroups.Rules.Properties;
using HybridGroups.Rules.Tests.Generated;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Tests.Engine;

public sealed class Time_alone_changes_members(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_clock_wakes_the_engine_when_somebody_starts_and_not_before()
    {
        var hired = Start.AddDays(90).AddHours(9);
        var time = new ManualTime(Start);
        var engine = new RuleEngine(ObjectStore.Of(RuleSubject.User, [Hired("ann", hired)]), Start);
        var told = new List<(DateTimeOffset When, MembershipChange Change)>();
        engine.Load([KeyValuePair.Create("soon", Rule.Parse("user.employeeHireDate -le (system.now -plus P7D)").Rule!), KeyValuePair.Create("here", Rule.Parse("user.employeeHireDate -le system.now").Rule!)]);
        using var clock = new RuleClock(engine, time, changes => told.AddRange(changes.Select(c => (time.GetUtcNow(), c))));

        time.MoveTo(Start.AddDays(400));

        told.ShouldBe([(hired.AddDays(-7), new MembershipChange("soon", "ann", true)), (hired, new MembershipChange("here", "ann", true))]);
        engine.NextWake().ShouldBeNull();
    }

    [Fact]
    public void A_window_is_entered_and_left_to_the_tick()
    {
        var hired = Start.AddDays(3);
        var engine = new RuleEngine(ObjectStore.Of(RuleSubject.User, [Hired("ann", hired)]), Start);
        engine.Load([KeyValuePair.Create("today", Rule.Parse("user.employeeHireDate -le system.now -and user.employeeHireDate -ge (system.now -minus P1D)").Rule!)]);
        var changes = new List<MembershipChange>();

        engine.NextWake().ShouldBe(hired);
        engine.AdvanceTo(hired, changes);
        changes.ShouldBe([new MembershipChange("today", "ann", true)]);
        engine.AdvanceTo(hired.AddDays(1), changes);
        changes.Count.ShouldBe(1);
        var leaves = Advance(engine, changes, count: 2);
        leaves.ShouldBe(hired.AddDays(1).AddTicks(1));
        changes[^1].ShouldBe(new MembershipChange("today", "ann", false));
    }

    [Fact]
    public void No_answer_changes_between_two_wakes_at_the_ends_of_months_either()
    {
        var random = Seed.Random(output, 21);
        for (var round = 0; round < 300; round++)
        {
            var value = new DateTimeOffset(2024, 1, 1, random.Next(24), random.Next(60), 0, TimeSpan.Zero).AddDays(random.Next(800));
            var offset = new RuleDuration(random.Next(14), random.Next(3) * TimeSpan.TicksPerHour);
            offset = random.Next(2) == 0 ? offset : -offset;
            var (from, to) = (new DateTimeOffset(2022, 6, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2028, 1, 1, 0, 0, 0, TimeSpan.Zero));
            int Compared(DateTimeOffset now) => Math.Sign(value.CompareTo(offset.AddTo(now)));
            var turns = new List<DateTimeOffset>();
            for (var next = TimeBoundary.Next(offset, value, from); next is { } at; next = TimeBoundary.Next(offset, value, at))
            {
                Compared(at).ShouldNotBe(Compared(at.AddTicks(-1)), $"{value:O} {offset} {at:O}");
                turns.Add(at);
                turns.Count.ShouldBeLessThan(20);
            }

            for (var now = from; now < to; now = now.AddHours(7.25))
            {
                var expected = Compared(turns.Where(t => t <= now).DefaultIfEmpty(from).Max());
                Compared(now).ShouldBe(expected, $"{value:O} {offset} {now:O}");
            }
        }
    }

    [Fact]
    public void The_next_change_for_one_object_is_known()
    {
        var condition = Rule.Parse("user.employeeHireDate -ge (system.now -minus P30D) -and user.department -eq null").Rule!.Condition;
        condition.DependsOnTime().ShouldBeTrue();
        var ann = Hired("ann", Start.AddDays(-20));
        var change = condition.NextChange(ann, Start)!.Value;
        change.ShouldBe(Start.AddDays(10));
        Explainer.Explain(condition, ann, change.AddTicks(-1)).Result.ShouldBe(true);
        Explainer.Explain(condition, ann, change.AddTicks(1)).Result.ShouldBe(false);
        Rule.Parse("user.employeeHireDate -ge 2025-01-01").Rule!.Condition.DependsOnTime().ShouldBeFalse();
    }

    private static DateTimeOffset Advance(RuleEngine engine, List<MembershipChange> changes, int count)
    {
        while (changes.Count < count)
        {
            engine.AdvanceTo(engine.NextWake()!.Value, changes);
        }

        return engine.Now;
    }

    private static DirectoryObject Hired(string id, DateTimeOffset when) =>
        new(RuleSubject.User, id, new Dictionary<RuleProperty, PropertyValue> { [RandomPopulation.Hired] = PropertyValue.Of(IsoDate.Format(when))! });
}
