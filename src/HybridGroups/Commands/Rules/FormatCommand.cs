using System.CommandLine;
using HybridGroups.Rules;
using HybridGroups.Rules.Formatting;
using HybridGroups.Rules.Simplification;

namespace HybridGroups.Commands.Rules;

internal static class FormatCommand
{
    public static Command Create()
    {
        var rule = RuleOptions.Rule();
        var dialect = RuleOptions.Dialect();
        var target = RuleOptions.Target();
        var simplify = new Option<bool>("--simplify") { Description = "Also leave out what changes nothing." };
        var command = new Command(
            "format",
            """
            Writes a rule in its canonical form.

            Exit codes: 0 written, 1 the rule is refused.

            Examples:
              hybrid-groups rule format 'user.department -EQ "Sales" and user.country -in ["DE"]'
              hybrid-groups rule format --simplify - < rule.txt
            """) { rule, dialect, target, simplify };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var text = await RuleOptions.ReadAsync(parsed.GetRequiredValue(rule), cancellationToken);
            var parse = Rule.Parse(text, parsed.GetValue(dialect), parsed.GetValue(target));
            if (!parse.IsValid)
            {
                await CheckCommand.WriteAsync(parsed.InvocationConfiguration.Error, text, parse.Errors);
                return ExitCodes.RuleRefused;
            }

            var condition = parsed.GetValue(simplify) ? Simplifier.Simplify(parse.Rule.Condition) : parse.Rule.Condition;
            await parsed.InvocationConfiguration.Output.WriteLineAsync(RuleFormatter.Format(condition));
            return ExitCodes.Success;
        });
        return command;
    }
}
