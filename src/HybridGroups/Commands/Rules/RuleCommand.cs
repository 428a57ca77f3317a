using System.CommandLine;

namespace HybridGroups.Commands.Rules;

/// <summary><c>hybrid-groups rule …</c>: everything about rules that needs no directory and no cluster.</summary>
internal static class RuleCommand
{
    public static Command Create() => new("rule", "Checks, explains, evaluates and formats membership rules.")
    {
        CheckCommand.Create(),
        ExplainCommand.Create(),
        EvaluateCommand.Create(),
        FormatCommand.Create(),
        BuilderCommand.Create(),
        PropertiesCommand.Create(),
    };
}
