using System.CommandLine;

namespace HybridGroups.Commands;

/// <summary>Prints what a shell needs to complete commands. What is offered comes from the program itself, so that it never ages.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # bash completion for hybrid-groups: source <(hybrid-groups completion bash)
        _hybrid_groups() {
          local line=${COMP_LINE:0:COMP_POINT} word=${COMP_WORDS[COMP_CWORD]} offered
          [[ ${COMP_WORDS[0]} == */* ]] && line="hybrid-groups${line#"${COMP_WORDS[0]}"}"
          mapfile -t offered < <(hybrid-groups "[suggest:${#line}]" "$line" 2>/dev/null)
          mapfile -t COMPREPLY < <(compgen -W "${offered[*]}" -- "$word")
        }
        complete -o default -F _hybrid_groups hybrid-groups
        """;

    private const string Zsh = """
        #compdef hybrid-groups
        # zsh completion for hybrid-groups: source <(hybrid-groups completion zsh)
        _hybrid_groups() {
          local line="${words[*]}" offered
          offered=("${(@f)$(hybrid-groups "[suggest:${#line}]" "$line" 2>/dev/null)}")
          compadd -a offered
          [[ ${#offered} -gt 0 ]] || _files
        }
        compdef _hybrid_groups hybrid-groups
        """;

    private const string Fish = """
        # fish completion for hybrid-groups: hybrid-groups completion fish | source
        function __hybrid_groups_complete
          set -l line (commandline -cp)
          hybrid-groups "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c hybrid-groups -a '(__hybrid_groups_complete)'
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command(
            "completion",
            """
            Prints what a shell needs to complete commands and options.

            Exit codes: 0 printed.

            Examples:
              source <(hybrid-groups completion bash)
              hybrid-groups completion zsh > "${fpath[1]}/_hybrid-groups"
              hybrid-groups completion fish | source
            """) { shell };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write((parsed.GetValue(shell) switch { "zsh" => Zsh, "fish" => Fish, _ => Bash }).ReplaceLineEndings("\n") + "\n");
            return 0;
        });
        return command;
    }
}
