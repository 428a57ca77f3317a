using System.Text.Json;
using HybridGroups.Rules.Advice;
using HybridGroups.Rules.Building;
using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Diagnostics;
using HybridGroups.Rules.Formatting;

namespace HybridGroups.Rules.Tests;

public sealed class Cases_are_answered_as_written
{
    public static TheoryData<string, int> Accepted => CaseFile.Lines("Accepted");

    public static TheoryData<string, int> Refused => CaseFile.Lines("Refused");

    public static TheoryData<string, int> Warned => CaseFile.Lines("Warned");

    public static TheoryData<string, int> Advised => CaseFile.Lines("Advice");

    public static TheoryData<string, int> Built => CaseFile.Lines("Builder");

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Accepted_and_put_into_canonical_form(string file, int line)
    {
        var json = CaseFile.Line(file, line);
        var parse = CaseFile.Parse(json);
        parse.Errors.ShouldBeEmpty();
        RuleFormatter.Format(parse.Rule!.Condition).ShouldBe(json.GetProperty("canonical").GetString());
        if (json.TryGetProperty("warnings", out var warnings))
        {
            parse.Warnings.Select(w => w.Code.Id).Distinct(StringComparer.Ordinal).ShouldBe(CaseFile.Strings(warnings), ignoreOrder: true);
        }

        var again = Rule.Parse(RuleFormatter.Format(parse.Rule.Condition), parse.Rule.Dialect, parse.Rule.Subject);
        again.Rule!.Condition.ShouldBe(parse.Rule.Condition);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refused_at_the_place_of_the_fault(string file, int line)
    {
        var json = CaseFile.Line(file, line);
        var rule = json.GetProperty("rule").GetString()!;
        var parse = CaseFile.Parse(json);
        parse.Rule.ShouldBeNull();
        foreach (var expected in json.GetProperty("errors").EnumerateArray())
        {
            var (code, at) = (expected.GetProperty("code").GetString(), expected.GetProperty("at").GetString());
            var error = parse.Errors.FirstOrDefault(e => e.Code.Id == code && rule.Substring(e.Offset, e.Length) == at);
            error.ShouldNotBeNull($"{code} at {at}, but there is {string.Join("; ", parse.Errors.Select(e => $"{e.Code} at {rule.Substring(e.Offset, e.Length)}"))}");
            if (expected.TryGetProperty("suggestion", out var suggestion))
            {
                error.Suggestion.ShouldBe(suggestion.GetString());
            }
        }

        parse.Errors.Select(e => e.Code.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .ShouldBe(json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString()!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Warned))]
    public void Accepted_with_these_warnings(string file, int line)
    {
        var json = CaseFile.Line(file, line);
        var parse = CaseFile.Parse(json);
        parse.Errors.ShouldBeEmpty();
        parse.Warnings.Select(w => w.Code.Id).Distinct(StringComparer.Ordinal).ShouldBe(CaseFile.Strings(json.GetProperty("warnings")), ignoreOrder: true);
        parse.Warnings.ShouldAllBe(w => w.Severity == DiagnosticSeverity.Warning);
    }

    [Theory]
    [MemberData(nameof(Advised))]
    public void Given_this_advice(string file, int line)
    {
        var json = CaseFile.Line(file, line);
        var advice = Linter.Advise(CaseFile.Parse(json).Rule!.Condition);
        var expected = json.GetProperty("advice").EnumerateArray().ToList();
        foreach (var one in expected)
        {
            advice.ShouldContain(a => a.Code.Id == one.GetProperty("code").GetString(), string.Join("; ", advice));
            if (one.TryGetProperty("suggestion", out var suggestion))
            {
                advice.ShouldContain(a => a.Suggestion == suggestion.GetString(), string.Join("; ", advice.Select(a => a.Suggestion)));
            }
        }

        if (expected.Count == 0)
        {
            advice.ShouldBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Built))]
    public void Shown_in_the_rule_builder_or_not(string file, int line)
    {
        var json = CaseFile.Line(file, line);
        var rule = CaseFile.Parse(json).Rule!;
        var builder = RuleBuilder.Of(rule);
        if (json.TryGetProperty("reason", out var reason))
        {
            builder.Rows.ShouldBeNull();
            builder.Reason!.ShouldContain(reason.GetString()!);
            return;
        }

        var rows = builder.Rows!.Value;
        rows.Select(r => $"{(r.Connective is { } c ? $"{c}|" : string.Empty)}{r.Property.Name}|{r.OperatorText}|{r.ValueText}").ShouldBe(CaseFile.Strings(json.GetProperty("rows")));
        RuleBuilder.ToCondition(rows).ShouldBe(rule.Condition);
    }

    [Fact]
    public void Every_code_has_a_case_or_a_test_of_its_own()
    {
        // Too long, too slow and the line of a file that is no rule need more than a line to be shown.
        string[] elsewhere = ["HGR0107", "HGR0415", "HGR0701"];
        var text = string.Concat(Directory.GetFiles(CaseFile.Folder, "*.jsonl", SearchOption.AllDirectories).Select(File.ReadAllText));
        typeof(DiagnosticCodes).GetFields().Select(f => ((DiagnosticCode)f.GetValue(null)!).Id)
            .Where(id => !elsewhere.Contains(id) && !text.Contains(id, StringComparison.Ordinal))
            .ShouldBeEmpty();
    }
}
