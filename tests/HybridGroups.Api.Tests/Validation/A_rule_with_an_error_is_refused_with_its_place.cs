using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.Validation;
using Kube.Client.Schema;

namespace HybridGroups.Api.Tests.Validation;

public sealed class A_rule_with_an_error_is_refused_with_its_place
{
    private static readonly SpecValidation Validation = new(RuleChecks.Language);

    [Fact]
    public void Line_and_column_what_was_found_and_what_was_probably_meant() =>
        ProblemOf("user.department -eq \"Sales\"\n  -and user.acountEnabled -eq true").ShouldEndWith(
            "is not a valid rule: line 2, column 8: There is no property user.acountEnabled (did you mean user.accountEnabled?)");

    [Fact]
    public void Every_fault_in_one_answer()
    {
        var problem = ProblemOf("user.title -eq \"x\" -and user.acountEnabled -eq true");

        problem.ShouldContain("line 1, column 1:");
        problem.ShouldContain("line 1, column 25:");
    }

    [Fact]
    public void A_rule_that_only_the_operator_can_evaluate_is_refused_where_entra_is_to()
    {
        const string Text = "user.employeeType -eq \"Employee\"";

        Check(Text, RuleEvaluator.Operator).ShouldBeEmpty();
        Check(Text, RuleEvaluator.Entra).ShouldHaveSingleItem().ToString().ShouldContain("user.employeeType");
    }

    [Theory]
    [InlineData(RuleSource.Entra, RuleEvaluator.Operator, true)]
    [InlineData(RuleSource.Merged, RuleEvaluator.Operator, false)]
    [InlineData(RuleSource.ActiveDirectory, RuleEvaluator.Operator, false)]
    [InlineData(RuleSource.Entra, RuleEvaluator.Entra, false)]
    public void Reports_are_refused_where_nobody_tells_who_manages_whom(RuleSource source, RuleEvaluator evaluator, bool isRefused)
    {
        var rule = A.Rule("a", A.EntraGroup(displayName: "Reports"));
        var problems = Validation.Check(rule with { Spec = rule.Spec with { Rule = "Direct Reports for \"62e19b97-8b3d-4d4a-a106-4ce66896a863\"", Source = source, EvaluatedBy = evaluator } });
        if (isRefused) problems.ShouldHaveSingleItem().ToString().ShouldContain("set spec.source to ActiveDirectory or Merged");
        else problems.ShouldBeEmpty();
    }

    private static string ProblemOf(string text) => Check(text, RuleEvaluator.Operator).ShouldHaveSingleItem().ToString();

    private static IReadOnlyList<FieldProblem> Check(string text, RuleEvaluator evaluator)
    {
        var rule = A.Rule("a", A.EntraGroup(displayName: "Sales"));
        return Validation.Check(rule with { Spec = rule.Spec with { Rule = text, EvaluatedBy = evaluator } });
    }
}
