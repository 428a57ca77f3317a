using System.CommandLine;
using System.Text.Json;
using HybridGroups.Output;
using HybridGroups.Rules;
using HybridGroups.Rules.Building;

namespace HybridGroups.Commands.Rules;

internal static class BuilderCommand
{
    public static Command Create()
    {
        var rule = RuleOptions.Rule();
        var output = OutputOption.Create();
        var command = new Command(
            "builder",
            """
            Shows a rule as the rows of the portal's rule builder, or says why it does not fit in there.

            Exit codes: 0 it fits, 1 it does not, or the rule is refused.

            Examples:
              hybrid-groups rule builder '(user.department -eq "Sales") -and (user.country -eq "DE")'
            """) { rule, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var text = await RuleOptions.ReadAsync(parsed.GetRequiredValue(rule), cancellationToken);
            var parse = Rule.Parse(text);
            if (!parse.IsValid)
            {
                await CheckCommand.WriteAsync(parsed.InvocationConfiguration.Error, text, parse.Errors);
                return ExitCodes.RuleRefused;
            }

            var builder = RuleBuilder.Of(parse.Rule);
            var writer = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(output) is var format and not OutputFormat.Text)
            {
                await writer.WriteLineAsync(Structured.Of(format, RuleJson.Line(json => Write(json, builder))));
            }
            else if (builder.Rows is { } rows)
            {
                foreach (var row in rows)
                {
                    await writer.WriteLineAsync($"{row.Connective?.ToString() ?? string.Empty,-4}{row.Property.Name,-40}{row.OperatorText,-18}{row.ValueText}");
                }
            }
            else
            {
                await writer.WriteLineAsync($"does not fit: {builder.Reason}");
            }

            return builder.Rows is null ? ExitCodes.RuleRefused : ExitCodes.Success;
        });
        return command;
    }

    private static void Write(Utf8JsonWriter json, RuleBuilder builder)
    {
        json.WriteBoolean("fits", builder.Rows is not null);
        json.WriteString("reason", builder.Reason);
        json.WriteStartArray("rows");
        foreach (var row in builder.Rows ?? [])
        {
            json.WriteStartObject();
            json.WriteString("connective", row.Connective?.ToString());
            json.WriteString("property", row.Property.Name);
            json.WriteString("operator", row.OperatorText);
            json.WriteString("value", row.ValueText);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
