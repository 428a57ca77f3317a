using HybridGroups.Rules.Engine;
using HybridGroups.Rules.Evaluation;
using HybridGroups.Rules.Population;
using HybridGroups.Rules.Properties;
using HybridGroups.Rules.Tests.Generated;

namespace HybridGroups.Rules.Tests.Engine;

public sealed class A_pattern_that_takes_too_long_is_an_error_of_its_rule
{
    // The look-ahead keeps it from running in linear time, the nested repetition makes it try every way to cut the text.
    private const string Hostile = "user.city -match \"^(?=a)(a+)+$\"";
    private const string LinearButNested = "user.city -match \"^(a+)+$\"";

    private static readonly string Victim = new string('a', 60) + "!";

    [Fact]
    public void And_of_no_other_rule()
    {
        var population = new GraphPopulation(null, [Living("victim", Victim), Living("other", "Lagos")], [], []);
        var answers = PopulationEvaluation.Run(
            population, [new RuleRequest(Hostile, null), new RuleRequest("user.city -eq \"Lagos\"", null), new RuleRequest(LinearButNested, null)], RuleDialect.Entra, RandomPopulation.Now);

        answers[0].IsValid.ShouldBeFalse();
        answers[0].Errors.Single().Code.Id.ShouldBe("HGR0701");
        answers[1].Members.ShouldBe(["other"]);
        answers[2].IsValid.ShouldBeTrue();
        answers[2].Members.ShouldBeEmpty();
    }

    [Fact]
    public void And_when_it_shows_later_the_members_from_before_stay()
    {
        var engine = new RuleEngine(ObjectStore.Of(RuleSubject.User, [Living("a", "aa"), Living("b", "Lagos")]), RandomPopulation.Now);
        engine.Load([KeyValuePair.Create("hostile", Rule.Parse(Hostile).Rule!)]);
        var changes = new List<MembershipChange>();
        engine.ChangeText("b", RandomPopulation.Named("city"), Victim, changes);

        var members = engine.Snapshot()["hostile"];
        members.IsFaulted.ShouldBeTrue();
        members.ObjectIds().ShouldBe(["a"]);
        changes.ShouldBeEmpty();
        engine.Set("hostile", Rule.Parse("user.city -startsWith \"a\"").Rule!, changes).ShouldBeTrue();
        changes.ShouldBe([new MembershipChange("hostile", "b", true)]);
    }

    private static DirectoryObject Living(string id, string city) =>
        new(RuleSubject.User, id, new Dictionary<RuleProperty, PropertyValue> { [RandomPopulation.Named("city")] = PropertyValue.Of(city)! });
}
