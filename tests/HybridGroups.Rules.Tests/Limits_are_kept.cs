namespace HybridGroups.Rules.Tests;

public sealed class Limits_are_kept
{
    [Fact]
    public void A_rule_has_at_most_3072_characters_as_written()
    {
        var rule = "user.city -eq \"a\"".PadRight(Rule.MaximumLength);
        Rule.Parse(rule).IsValid.ShouldBeTrue();
        var error = Rule.Parse($"{rule} ").Errors.Single();
        (error.Code.Id, error.Offset, error.Length).ShouldBe(("HGR0107", 3072, 1));
        error.Code.EntraText.ShouldBe("Rule exceeds maximum allowed length.");
    }

    [Fact]
    public void MemberOf_takes_fifty_groups_and_not_one_more()
    {
        Rule.Parse(MemberOf(50)).IsValid.ShouldBeTrue();
        var rule = MemberOf(51);
        var error = Rule.Parse(rule).Errors.Single();
        error.Code.Id.ShouldBe("HGR0415");
        rule.Substring(error.Offset, error.Length).ShouldBe("'g50'");
        Rule.Parse(rule, RuleDialect.Extended).IsValid.ShouldBeTrue();
    }

    private static string MemberOf(int groups) => $"user.memberOf -any (group.objectId -in [{string.Join(',', Enumerable.Range(0, groups).Select(g => $"'g{g}'"))}])";
}
