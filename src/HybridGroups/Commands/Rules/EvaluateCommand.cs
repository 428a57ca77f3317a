using System.CommandLine;
using System.Text.Json;
using HybridGroups.Output;
using HybridGroups.Rules;
using HybridGroups.Rules.Evaluation;
using HybridGroups.Rules.Population;

namespace HybridGroups.Commands.Rules;

internal static class EvaluateCommand
{
    public static Command Create()
    {
        var population = new Option<FileInfo>("--population") { Required = true, Description = "JSON: now, users, devices and groups as Graph v1.0 writes them." };
        var rules = new Option<FileInfo>("--rules") { Required = true, Description = "JSON lines: {\"id\", \"rule\", \"target\": \"user\" or \"device\"}." };
        var now = RuleOptions.Now();
        var dialect = RuleOptions.Dialect();
        var output = OutputOption.Create();
        var command = new Command(
            "evaluate",
            """
            Says which objects of a population each rule chooses. A population is what hybrid-groups export --entra writes.

            Exit codes: 0 evaluated (a rule that is refused has an answer that says so), 2 a file is missing or is not what it should be.

            Examples:
              hybrid-groups rule evaluate --population entra.json --rules rules.jsonl
              hybrid-groups rule evaluate --population entra.json --rules rules.jsonl --now 2026-01-31T12:00:00Z -o json
            """) { population, rules, now, dialect, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var lines = await RuleLine.ReadAsync(parsed.GetRequiredValue(rules), cancellationToken);
                var objects = await PopulationAsync(parsed.GetRequiredValue(population), cancellationToken);
                var time = parsed.GetValue(now) ?? objects.Now ?? TimeProvider.System.GetUtcNow();
                var readable = lines.Where(l => l.Fault is null).ToList();
                var answers = PopulationEvaluation.Run(objects, [.. readable.Select(l => l.Request)], parsed.GetValue(dialect), time);
                var answerOf = readable.Zip(answers).ToDictionary(p => p.First, p => p.Second);
                foreach (var line in lines)
                {
                    var answer = answerOf.TryGetValue(line, out var found) ? found : new RuleAnswer(false, [], [line.Fault!], []);
                    var text = parsed.GetValue(output) is var format and not OutputFormat.Text ? Structured.Of(format, Json(line, answer)) : Text(line, answer);
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(text.AsMemory(), cancellationToken);
                }

                return ExitCodes.Success;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or JsonException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(exception.Message);
                return ExitCodes.Unusable;
            }
        });
        return command;
    }

    internal static async Task<GraphPopulation> PopulationAsync(FileInfo file, CancellationToken cancellationToken)
    {
        await using var stream = file.OpenRead();
        using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
        return GraphPopulation.Read(document.RootElement);
    }

    private static string Json(RuleLine line, RuleAnswer answer) => RuleJson.Line(json =>
    {
        json.WritePropertyName("id");
        json.WriteRawValue(line.IdJson);
        json.WriteString("rule", line.Request.Text);
        json.WriteBoolean("valid", answer.IsValid);
        json.Strings("members", answer.Members);
        json.Diagnostics("errors", answer.Errors);
        json.Diagnostics("warnings", answer.Warnings);
    });

    private static string Text(RuleLine line, RuleAnswer answer)
    {
        var heading = answer.IsValid ? $"{answer.Members.Length,7} members  {line.Request.Text}" : $"  refused        {line.Request.Text}";
        var diagnostics = string.Concat(answer.Errors.Concat(answer.Warnings).Select(d => $"\n{RuleText.Underlined(line.Request.Text, d, "                 ")}"));
        return $"{heading}{diagnostics}{string.Concat(answer.Members.Select(m => $"\n                 {m}"))}";
    }
}
