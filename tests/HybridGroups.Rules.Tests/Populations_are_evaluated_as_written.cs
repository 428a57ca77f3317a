using System.Text.Json;
using HybridGroups.Rules.Evaluation;
using HybridGroups.Rules.Population;
using HybridGroups.Rules.Tests.Generated;

namespace HybridGroups.Rules.Tests;

/// <summary>The semantics, row by row: Cases/Semantics/*.json hold populations in Graph's form, rules and their members.</summary>
public sealed class Populations_are_evaluated_as_written
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in Directory.GetFiles(Path.Combine(CaseFile.Folder, "Semantics"), "*.json").Order(StringComparer.Ordinal))
            {
                foreach (var rule in JsonElement.Parse(File.ReadAllText(file)).GetProperty("rules").EnumerateArray())
                {
                    data.Add(Path.GetFileNameWithoutExtension(file), rule.GetProperty("name").GetString()!);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void By_the_engine_the_explanation_and_the_naive_evaluator(string file, string name)
    {
        var document = JsonElement.Parse(File.ReadAllText(Path.Combine(CaseFile.Folder, "Semantics", $"{file}.json")));
        var dialect = Enum.Parse<RuleDialect>(document.GetProperty("dialect").GetString()!, ignoreCase: true);
        var json = document.GetProperty("rules").EnumerateArray().Single(r => r.GetProperty("name").GetString() == name);
        var population = GraphPopulation.Read(document.GetProperty("population"));
        var now = population.Now!.Value;
        RuleSubject? target = json.TryGetProperty("target", out var given) ? Enum.Parse<RuleSubject>(given.GetString()!, ignoreCase: true) : null;
        var text = json.GetProperty("rule").GetString()!;
        var expected = CaseFile.Strings(json.GetProperty("members")).ToList();

        var answer = PopulationEvaluation.Run(population, [new RuleRequest(text, target)], dialect, now).Single();

        answer.Errors.ShouldBeEmpty();
        answer.Members.ShouldBe(expected);
        var rule = Rule.Parse(text, dialect, target).Rule!;
        foreach (var item in population.Of(rule.Subject))
        {
            Explainer.Explain(rule.Condition, item, now).Result.ShouldBe(expected.Contains(item.Id), item.Id);
            NaiveEvaluator.Chooses(rule.Condition, item, now).ShouldBe(expected.Contains(item.Id), item.Id);
        }
    }
}
