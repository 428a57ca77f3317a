using HybridGroups.Rules.Formatting;
using HybridGroups.Rules.Tests.Generated;

namespace HybridGroups.Rules.Tests.Properties;

public sealed class Reading_what_was_written_gives_the_same_condition(ITestOutputHelper output)
{
    [Fact]
    public void For_twenty_thousand_random_conditions()
    {
        var random = Seed.Random(output, 1);
        var conditions = new RandomConditions(random);
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var condition = conditions.Next(random.Next(5));
            var text = RuleFormatter.Format(condition);
            if (text.Length > Rule.MaximumLength)
            {
                continue;
            }

            read++;
            var parse = Rule.Parse(text, RuleDialect.Extended, RuleSubject.User);
            parse.Errors.ShouldBeEmpty(text);
            parse.Rule!.Condition.ShouldBe(condition, text);
            RuleFormatter.Format(parse.Rule.Condition).ShouldBe(text);
        }

        read.ShouldBeGreaterThan(16_000);
    }
}
