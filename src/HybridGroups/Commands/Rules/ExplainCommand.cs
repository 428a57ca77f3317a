using System.CommandLine;
using System.Text.Json;
using HybridGroups.Output;
using HybridGroups.Rules;
using HybridGroups.Rules.Evaluation;
using HybridGroups.Rules.Population;

namespace HybridGroups.Commands.Rules;

internal static class ExplainCommand
{
    public static Command Create()
    {
        var rule = RuleOptions.Rule();
        var population = new Option<FileInfo>("--population") { Required = true, Description = "JSON: now, users, devices and groups as Graph v1.0 writes them." };
        var id = new Option<string>("--object") { Required = true, Description = "The id, user principal name or display name of the object." };
        var now = RuleOptions.Now();
        var dialect = RuleOptions.Dialect();
        var target = RuleOptions.Target();
        var output = OutputOption.Create();
        var command = new Command(
            "explain",
            """
            Says why a rule chooses an object or does not: every part of the rule, with what it found.

            Exit codes: 0 explained, 1 the rule is refused, 2 a file or the object is not there.

            Examples:
              hybrid-groups rule explain 'user.department -eq "Sales"' --population entra.json --object anna.berg@corp.example.com
            """) { rule, population, id, now, dialect, target, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var text = await RuleOptions.ReadAsync(parsed.GetRequiredValue(rule), cancellationToken);
            var parse = Rule.Parse(text, parsed.GetValue(dialect), parsed.GetValue(target));
            if (!parse.IsValid)
            {
                await CheckCommand.WriteAsync(parsed.InvocationConfiguration.Error, text, parse.Errors);
                return ExitCodes.RuleRefused;
            }

            try
            {
                var objects = await EvaluateCommand.PopulationAsync(parsed.GetRequiredValue(population), cancellationToken);
                var wanted = parsed.GetRequiredValue(id);
                var found = objects.Of(parse.Rule.Subject).FirstOrDefault(o => IsNamed(o, wanted));
                if (found is null)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync($"The population has no {parse.Rule.Subject.ToString().ToLowerInvariant()} {wanted}.");
                    return ExitCodes.Unusable;
                }

                var explanation = Explainer.Explain(parse.Rule.Condition, found, parsed.GetValue(now) ?? objects.Now ?? TimeProvider.System.GetUtcNow());
                await parsed.InvocationConfiguration.Output.WriteLineAsync(
                    parsed.GetValue(output) is var format and not OutputFormat.Text ? Structured.Of(format, RuleJson.Line(json => Write(json, explanation))) : Text(explanation, string.Empty));
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

    private static bool IsNamed(DirectoryObject item, string wanted) => item.Id.Equals(wanted, StringComparison.OrdinalIgnoreCase)
        || item.Values.Any(v => v.Key.Key is "userPrincipalName" or "displayName" && v.Value.ToString()!.Equals(wanted, StringComparison.OrdinalIgnoreCase));

    private static string Text(Explanation explanation, string indent)
    {
        var result = explanation.Result switch
        {
            true => "✓",
            false => "✗",
            null => "?",
        };
        var seen = explanation.Property is null ? string.Empty : $"   [{explanation.Property} = {explanation.Value ?? "absent"}]";
        var note = explanation.Note is null ? string.Empty : $"   ({explanation.Note})";
        return $"{indent}{result} {explanation.Expression}{seen}{note}{string.Concat(explanation.Parts.Select(p => $"\n{Text(p, $"{indent}  ")}"))}";
    }

    private static void Write(Utf8JsonWriter json, Explanation explanation)
    {
        json.WriteString("expression", explanation.Expression);
        if (explanation.Result is { } result)
        {
            json.WriteBoolean("result", result);
        }
        else
        {
            json.WriteNull("result");
        }

        json.WriteNumber("offset", explanation.Span.Start);
        json.WriteNumber("length", explanation.Span.Length);
        json.WriteString("property", explanation.Property);
        json.WriteString("value", explanation.Value);
        json.WriteString("note", explanation.Note);
        json.WriteStartArray("parts");
        foreach (var part in explanation.Parts)
        {
            json.WriteStartObject();
            Write(json, part);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
