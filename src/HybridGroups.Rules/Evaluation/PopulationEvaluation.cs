using System.Collections.Immutable;
using System.Globalization;
using HybridGroups.Rules.Diagnostics;
using HybridGroups.Rules.Engine;
using HybridGroups.Rules.Population;

namespace HybridGroups.Rules.Evaluation;

/// <summary>Many rules over one population, once: what the command line does.</summary>
public static class PopulationEvaluation
{
    public static ImmutableArray<RuleAnswer> Run(
        GraphPopulation population, IReadOnlyList<RuleRequest> requests, RuleDialect dialect, DateTimeOffset now)
    {
        var parses = requests.Select(r => Rule.Parse(r.Text, dialect, r.Target)).ToList();
        var answers = new RuleAnswer[requests.Count];
        foreach (var subject in Enum.GetValues<RuleSubject>())
        {
            var chosen = Enumerable.Range(0, parses.Count).Where(i => parses[i].Rule?.Subject == subject).ToList();
            if (chosen.Count > 0)
            {
                Evaluate(population, subject, chosen, parses, now, answers);
            }
        }

        return [.. answers.Select((answer, i) => answer ?? new RuleAnswer(false, [], parses[i].Errors, parses[i].Warnings))];
    }

    private static void Evaluate(
        GraphPopulation population, RuleSubject subject, List<int> chosen, List<RuleParse> parses, DateTimeOffset now, RuleAnswer[] answers)
    {
        var engine = new RuleEngine(ObjectStore.Of(subject, population.Of(subject)), now);
        engine.Load(chosen.Select(i => KeyValuePair.Create(Name(i), parses[i].Rule!)));
        var snapshot = engine.Snapshot();
        foreach (var i in chosen)
        {
            var members = snapshot[Name(i)];
            answers[i] = members.IsFaulted
                ? new RuleAnswer(false, [], [TooSlow(parses[i].Rule!)], parses[i].Warnings)
                : new RuleAnswer(true, [.. members.ObjectIds().Order(StringComparer.Ordinal)], [], parses[i].Warnings);
        }
    }

    private static string Name(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static RuleDiagnostic TooSlow(Rule rule) => new(
        DiagnosticCodes.PatternTooSlow, "A pattern of the rule used up its time budget on some value, so nobody can say who is a member.", 0, rule.Text.Length, "take look-around and back-references out of the pattern");
}
