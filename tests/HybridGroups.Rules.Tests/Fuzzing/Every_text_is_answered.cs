using System.Globalization;

namespace HybridGroups.Rules.Tests.Fuzzing;

public sealed class Every_text_is_answered(ITestOutputHelper output)
{
    [Fact]
    public void Without_an_exception_and_within_fifty_milliseconds_be_it_random_or_mutated()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("HYBRIDGROUPS_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var asked) ? asked : 42;
        output.WriteLine($"seed {seed}");
        var outcome = new RuleFuzzer(seed).Run(120_000);
        output.WriteLine($"{outcome.Inputs} inputs, {outcome.Accepted} accepted, slowest {outcome.SlowestMilliseconds:F1} ms");
        outcome.Faults.ShouldBeEmpty();
        outcome.Accepted.ShouldBeGreaterThan(5_000);
    }

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("[")]
    [InlineData("not ")]
    [InlineData("-not(")]
    [InlineData("user.otherMails -any (")]
    [InlineData("\"")]
    [InlineData("“")]
    [InlineData("user.department -eq \"a\" or ")]
    [InlineData("-any ")]
    public void However_often_something_is_repeated(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, Rule.MaximumLength / unit.Length));
        Rule.Parse(text).Errors.ShouldNotBeEmpty();
    }

    [Fact]
    public void Fifteen_hundred_parentheses_round_a_condition_are_fine()
    {
        const string Condition = "user.department -eq \"Sales\"";
        var text = $"{new string('(', 1500)}{Condition}{new string(')', 1500)}";
        Rule.Parse(text).Rule!.ToString().ShouldBe(Condition);
    }

    [Fact]
    public void So_are_seven_hundred_negations()
    {
        var text = $"{string.Concat(Enumerable.Repeat("not ", 700))}user.department -eq \"Sales\"";
        var rule = Rule.Parse(text).Rule.ShouldNotBeNull();
        HybridGroups.Rules.Simplification.Simplifier.Simplify(rule.Condition).ToString().ShouldNotBeNull();
    }
}
