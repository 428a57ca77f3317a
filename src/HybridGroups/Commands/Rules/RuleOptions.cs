using System.CommandLine;
using HybridGroups.Output;
using HybridGroups.Rules;
using HybridGroups.Rules.Values;

namespace HybridGroups.Commands.Rules;

/// <summary>The options that several verbs share. Made anew for each: an option belongs to one command.</summary>
internal static class RuleOptions
{
    public static Argument<string> Rule() => new("rule") { Description = "The rule, or - to read it from standard input." };

    public static Option<RuleDialect> Dialect() => new("--dialect")
    {
        Description = "entra: what Entra accepts; extended: with the additions that only the operator evaluates.",
        DefaultValueFactory = _ => RuleDialect.Entra,
    };

    public static Option<RuleSubject?> Target() => new("--target") { Description = "What the group holds. By default the first property of the rule decides." };

    public static Option<DateTimeOffset?> Now() => new("--now")
    {
        Description = "The time that system.now stands for (ISO 8601). By default the population's, else the clock's.",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : string.Empty;
            if (IsoDate.TryParse(text, out var instant))
            {
                return instant;
            }

            result.AddError($"--now: \"{text}\" is not an ISO 8601 date-time such as 2026-01-31T12:00:00Z.");
            return null;
        },
    };

    public static async Task<string> ReadAsync(string rule, CancellationToken cancellationToken) =>
        rule == "-" ? (await Console.In.ReadToEndAsync(cancellationToken)).TrimEnd('\r', '\n') : rule;
}
