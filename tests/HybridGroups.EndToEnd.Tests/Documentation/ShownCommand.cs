using System.Text.RegularExpressions;

namespace HybridGroups.EndToEnd.Tests.Documentation;

/// <summary>A command after <c>$ </c>, and what the page shows below it.</summary>
/// <param name="Place">Page and line.</param>
/// <param name="ExitCodeIsShown">The next command is <c>echo $?</c>, so that this one may fail.</param>
internal sealed partial record ShownCommand(string Place, string Text, IReadOnlyList<string> Shown, bool ExitCodeIsShown)
{
    // Commands that change nothing: a reader would look again until it is so, and so does the test.
    private static readonly string[] Looks =
    [
        "kubectl get", "kubectl describe", "curl -s -H", "ldapsearch", "hybrid-groups status", "hybrid-groups plan", "hybrid-groups history", "hybrid-groups permissions check",
        "hybrid-groups connector test", "hybrid-groups check", "kubectl hybridgroups status",
    ];

    public bool MayBeRepeated => Looks.Any(look => Text.StartsWith(look, StringComparison.Ordinal));

    public static IReadOnlyList<ShownCommand> Of(Fence fence)
    {
        var commands = new List<ShownCommand>();
        var goesOn = false;
        for (var index = 0; index < fence.Lines.Count; index++)
        {
            var line = fence.Lines[index];
            var last = commands.Count - 1;
            if (goesOn) commands[last] = commands[last] with { Text = $"{commands[last].Text}\n{line}" };
            else if (line.StartsWith("$ ", StringComparison.Ordinal)) commands.Add(new ShownCommand($"{fence.Page}:{fence.Line + index + 1}", line[2..], [], ExitCodeIsShown: false));
            else if (last < 0) throw new FormatException($"{fence}: a console block begins with a command: $ …");
            else if (line.Trim().Length > 0) commands[last] = commands[last] with { Shown = [.. commands[last].Shown, line] };
            goesOn = (goesOn || line.StartsWith("$ ", StringComparison.Ordinal)) && line.EndsWith('\\');
        }

        return [.. commands.Select((command, index) => command with { ExitCodeIsShown = index + 1 < commands.Count && commands[index + 1].Text == "echo $?" })];
    }

    /// <summary>The first shown line that the output lacks: lines must come in the order shown, others may be between them. … stands for anything.</summary>
    public string? MissingFrom(string output)
    {
        var lines = output.Split('\n').Select(Squeeze).ToArray();
        var from = 0;
        foreach (var shown in Shown.Select(Squeeze).Where(shown => shown is not "…"))
        {
            var form = new Regex($"^{string.Join(".*", shown.Split('…').Select(Regex.Escape))}$", RegexOptions.None, TimeSpan.FromSeconds(1));
            while (from < lines.Length && !form.IsMatch(lines[from])) from++;
            if (from++ >= lines.Length) return shown;
        }

        return null;
    }

    private static string Squeeze(string line) => Blanks().Replace(line, " ").Trim();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blanks();
}
