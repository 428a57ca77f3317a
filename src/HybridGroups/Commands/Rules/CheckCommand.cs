using System.CommandLine;
using System.Text.Json;
using HybridGroups.Output;
using HybridGroups.Rules;
using HybridGroups.Rules.Advice;
using HybridGroups.Rules.Building;
using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Diagnostics;
using HybridGroups.Rules.Formatting;

namespace HybridGroups.Commands.Rules;

internal static class CheckCommand
{
    public static Command Create()
    {
        var rule = RuleOptions.Rule();
        var dialect = RuleOptions.Dialect();
        var target = RuleOptions.Target();
        var output = OutputOption.Create();
        var command = new Command(
            "check",
            """
            Says whether a rule is accepted, and what could be better about it. Mistakes are shown with their place and a suggestion.

            Exit codes: 0 accepted, 1 refused.

            Examples:
              hybrid-groups rule check 'user.department -eq "Sales"'
              hybrid-groups rule check - -o json < rule.txt
            """) { rule, dialect, target, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var text = await RuleOptions.ReadAsync(parsed.GetRequiredValue(rule), cancellationToken);
            var parse = Rule.Parse(text, parsed.GetValue(dialect), parsed.GetValue(target));
            var advice = parse.IsValid ? Linter.Advise(parse.Rule.Condition) : [];
            var writer = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(output) is var format and not OutputFormat.Text)
            {
                await writer.WriteLineAsync(Structured.Of(format, RuleJson.Line(json => Write(json, text, parse, advice))));
            }
            else
            {
                await WriteAsync(writer, text, [.. parse.Errors, .. parse.Warnings, .. advice]);
                await writer.WriteLineAsync(parse.IsValid ? $"accepted: {parse.Rule}" : $"refused: {parse.Errors.Length} error(s)");
            }

            return parse.IsValid ? ExitCodes.Success : ExitCodes.RuleRefused;
        });
        return command;
    }

    internal static async Task WriteAsync(TextWriter writer, string rule, IEnumerable<RuleDiagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            await writer.WriteLineAsync(RuleText.Underlined(rule, diagnostic, string.Empty));
        }
    }

    private static void Write(Utf8JsonWriter json, string text, RuleParse parse, IEnumerable<RuleDiagnostic> advice)
    {
        json.WriteString("rule", text);
        json.WriteBoolean("valid", parse.IsValid);
        json.Diagnostics("errors", parse.Errors, withEntraText: true);
        json.Diagnostics("warnings", parse.Warnings);
        json.Diagnostics("advice", advice);
        if (parse.Rule is { } rule)
        {
            json.WriteString("subject", rule.Subject.ToString().ToLowerInvariant());
            json.WriteString("canonical", RuleFormatter.Format(rule.Condition));
            json.Strings("properties", rule.Condition.Properties().Select(p => p.Name));
            json.WriteBoolean("timeDependent", rule.Condition.DependsOnTime());
            json.WriteBoolean("fitsRuleBuilder", RuleBuilder.Of(rule).Rows is not null);
        }
    }
}
