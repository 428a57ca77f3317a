using HybridGroups.Api.Validation;

namespace HybridGroups.Api.Tests.Validation;

public sealed class A_rule_with_an_error_is_refused_with_its_place
{
    [Fact]
    public void As_the_rules_engine_says_it()
    {
        var validation = new SpecValidation((rule, subject) =>
            rule.Contains("-equals", StringComparison.Ordinal) ? [new RuleProblem("-equals is no operator.", 1, 17, "-eq")] : []);
        var rule = A.Rule("a", A.EntraGroup(displayName: "Sales"));

        validation.Check(rule).ShouldBeEmpty();
        validation.Check(rule with { Spec = rule.Spec with { Rule = "user.department -equals \"Sales\"" } }).ShouldHaveSingleItem().ToString().ShouldBe(
            "spec.rule: 'user.department -equals \"Sales\"' is not a valid rule: line 1, column 17: -equals is no operator. Did you mean -eq?");
    }
}
