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
            "is not a valid rule: line 2, column 8: There is no property user.acountEnabled. (did you mean user.accountEnabled?)");

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

    private static string ProblemOf(string text) => Check(text, RuleEvaluator.Operator).ShouldHaveSingleItem().ToString();

    private static IReadOnlyList<FieldProblem> Check(string text, RuleEvaluator evaluator)
    {
        var rule = A.Rule("a", A.EntraGroup(displayName: "Sales"));
        return Validation.Check(rule with { Spec = rule.Spec with { Rule = text, EvaluatedBy = evaluator } });
    }
}
