using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using HybridGroups.Rules.Diagnostics;

namespace HybridGroups.Output;

/// <summary>
/// Help as people read it: in a list of commands one sentence each; of one command its options, and below them how it is used,
/// what its exit codes mean, and examples.
/// </summary>
internal sealed class Help : SynchronousCommandLineAction
{
    private readonly Dictionary<Command, string> details = [];
    private readonly HelpAction options;

    private Help(HelpAction options) => this.options = options;

    /// <summary>Of a command's description the first sentence is its line in lists.</summary>
    /// <param name="root">All commands.</param>
    /// <param name="width">The longest line.</param>
    public static void Arrange(RootCommand root, int width)
    {
        // -?, /? and /h are of another world, and would be offered to whoever presses Tab.
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        var option = new HelpOption("--help", "-h");
        root.Options.Insert(0, option);
        var plain = (HelpAction)option.Action!;
        plain.MaxWidth = width;
        var help = new Help(plain);
        option.Action = help;
        help.Take(root);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = options.Invoke(parseResult);
        if (details.GetValueOrDefault(parseResult.CommandResult.Command) is { Length: > 0 } more) parseResult.InvocationConfiguration.Output.WriteLine(more + "\n");
        return exitCode;
    }

    /// <summary>Everything that is not understood, and where to read on; in place of the whole help.</summary>
    public static async Task<int> RefuseAsync(ParseResult parsed, string name, TextWriter errors)
    {
        if (parsed.CommandResult.Command is RootCommand root && parsed.UnmatchedTokens is [{ } word, ..] && !word.StartsWith('-'))
        {
            // Nothing after it can be understood either.
            var near = NearestName.Of(word, root.Subcommands.Select(command => command.Name));
            await errors.WriteLineAsync($"error: there is no command '{word}'.{(near is null ? string.Empty : $" Did you mean {near}?")}");
        }
        else
        {
            foreach (var error in parsed.Errors) await errors.WriteLineAsync($"error: {error.Message}");
        }

        await errors.WriteLineAsync($"See: {name}{PathOf(parsed.CommandResult.Command)} --help");
        return UsageError;
    }

    public const int UsageError = 2;

    /// <summary>As wide as is comfortable to read.</summary>
    public const int Comfortable = 120;

    private static string PathOf(Command command) => command is RootCommand ? string.Empty : $"{PathOf((Command)command.Parents.Single())} {command.Name}";

    private void Take(Command command)
    {
        var text = (command.Description ?? string.Empty).ReplaceLineEndings("\n");
        var end = text.IndexOfAny(['.'], 0) is var first && first < 0 ? text.Length : SentenceEnd(text, first);
        command.Description = text[..end].Replace('\n', ' ');
        details[command] = text[end..].Trim();
        foreach (var inner in command.Subcommands) Take(inner);
    }

    private static int SentenceEnd(string text, int dot)
    {
        while (dot >= 0 && dot + 1 < text.Length && !char.IsWhiteSpace(text[dot + 1])) dot = text.IndexOf('.', dot + 1);
        return dot < 0 ? text.Length : dot + 1;
    }
}
