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

    // kubectl runs a file of this name with the words after the plugin's, the last of them as far as it is typed, and reads a line for
    // each offer. The last line says whether the shell may offer files too (0) or not (4).
    private const string Kubectl = """
        #!/usr/bin/env bash
        # completion for the kubectl plugin: save it as kubectl_complete-hybridgroups beside kubectl-hybridgroups
        line="hybrid-groups $*"
        word=${*: -1}
        mapfile -t offered < <(kubectl-hybridgroups "[suggest:${#line}]" "$line" 2>/dev/null)
        mapfile -t offered < <(compgen -W "${offered[*]}" -- "$word")
        ((${#offered[@]})) && printf '%s\n' "${offered[@]}" ':4' || echo ':0'
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish; kubectl for kubectl hybridgroups in any of them." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "kubectl");
        var command = new Command(
            "completion",
            """
            Prints what a shell needs to complete commands and options.

            kubectl (1.26 and later) completes a plugin by a file beside it, kubectl_complete-hybridgroups; make install writes it.

            Exit codes: 0 printed.

            Examples:
              source <(hybrid-groups completion bash)
              hybrid-groups completion zsh > "${fpath[1]}/_hybrid-groups"
              hybrid-groups completion fish | source
              hybrid-groups completion kubectl > ~/.local/bin/kubectl_complete-hybridgroups
            """) { shell };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write((parsed.GetValue(shell) switch { "zsh" => Zsh, "fish" => Fish, "kubectl" => Kubectl, _ => Bash }).ReplaceLineEndings("\n") + "\n");
            return 0;
        });
        return command;
    }
}
