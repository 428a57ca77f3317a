using HybridGroups.EndToEnd.Tests.Engine;
using HybridGroups.EndToEnd.Tests.Running;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.CommandLine;

/// <summary>A real bash, asked as the Tab key asks it; and the real kubectl, which finds the program as a plugin.</summary>
public sealed class Shells_complete_it
{
    [Theory]
    [InlineData("hybrid-groups pl", "plan")]
    [InlineData("hybrid-groups rule ev", "evaluate")]
    [InlineData("hybrid-groups plan --det", "--detailed-exitcode")]
    [InlineData("hybrid-groups completion f", "fish")]
    [InlineData("hybrid-groups plan -o y", "yaml")]
    public async Task In_bash(string typed, string completed)
    {
        using var folder = await LinkedAsync("hybrid-groups");

        var offered = await InFolderAsync(folder, "bash", $$"""
            source <(hybrid-groups completion bash)
            COMP_LINE='{{typed}}' COMP_POINT={{typed.Length}} COMP_WORDS=({{typed}}) COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _hybrid_groups
            printf '%s\n' "${COMPREPLY[@]}"
            """);

        offered.Errors.ShouldBeEmpty();
        offered.Output.Split('\n').ShouldContain(completed, offered.Output);
    }

    [Theory]
    [InlineData("fish", "source (hybrid-groups completion fish | psub); complete -C 'hybrid-groups pl'", "plan")]
    [InlineData("zsh", "autoload -U compinit; compinit -u -D; source <(hybrid-groups completion zsh); print ${_comps[hybrid-groups]}", "_hybrid_groups")]
    public async Task In_another_shell_where_that_is_installed(string shell, string script, string completed)
    {
        Assert.SkipUnless((await Script.TryRunAsync("bash", ["-c", $"command -v {shell}"], TimeSpan.FromSeconds(5), Company.Cancellation)).ExitCode == 0, $"{shell} is not installed here");
        using var folder = await LinkedAsync("hybrid-groups");

        var offered = await InFolderAsync(folder, shell, script);

        offered.Output.Split('\n').ShouldContain(completed, offered.Output + offered.Errors);
    }

    [Fact]
    public async Task As_a_kubectl_plugin_it_speaks_of_itself_as_one()
    {
        using var folder = await LinkedAsync("kubectl-hybridgroups");

        var help = await InFolderAsync(folder, "bash", "kubectl hybridgroups plan --help");
        help.ExitCode.ShouldBe(0, help.Errors);
        help.Output.ShouldContain("kubectl hybridgroups plan [options]");
        help.Output.ShouldContain("kubectl hybridgroups plan -f manifests/");
        help.Output.ShouldNotContain("  hybrid-groups plan");

        var wrong = await InFolderAsync(folder, "bash", "kubectl hybridgroups approve");
        wrong.Errors.ShouldContain("See: kubectl hybridgroups approve --help");
        (await InFolderAsync(folder, "bash", "kubectl plugin list")).Output.ShouldContain("kubectl-hybridgroups");
    }

    [Theory]
    [InlineData("pl", "plan\n:4\n")]
    [InlineData("rule ev", "evaluate\n:4\n")]
    [InlineData("plan --det", "--detailed-exitcode\n:4\n")]
    [InlineData("plan -f man", ":0\n")]
    public async Task As_kubectl_asks_for_it_with_the_words_after_the_plugin(string typed, string answer)
    {
        using var folder = await InstalledAsync();

        var offered = await InFolderAsync(folder, "bash", $"kubectl_complete-hybridgroups {typed}", "bin");

        offered.Errors.ShouldBeEmpty();
        offered.Output.ShouldBe(answer);
    }

    [Fact]
    public async Task When_the_next_word_is_still_empty_everything_is_offered()
    {
        using var folder = await InstalledAsync();

        var offered = await InFolderAsync(folder, "bash", "kubectl_complete-hybridgroups permissions ''", "bin");

        offered.Output.Split('\n').ShouldBe(["--help", "-h", "check", "grant", ":4", string.Empty], ignoreOrder: true);
    }

    [Fact]
    public async Task An_installation_has_the_program_under_both_names_and_what_every_shell_looks_for()
    {
        using var folder = await InstalledAsync();

        (await InFolderAsync(folder, "bash", "hybrid-groups --version && kubectl hybridgroups --version", "bin")).ExitCode.ShouldBe(0);
        foreach (var file in new[] { "bash-completion/completions/hybrid-groups", "zsh/site-functions/_hybrid-groups", "fish/vendor_completions.d/hybrid-groups.fish" })
        {
            (await File.ReadAllTextAsync(Path.Combine(folder.Path, "share", file), Company.Cancellation)).ShouldContain("completion for hybrid-groups");
        }
    }

    // As make install does it, without building it once more.
    private static async Task<TemporaryFolder> InstalledAsync()
    {
        var folder = new TemporaryFolder();
        await Script.RunAsync(
            Repository.PathOf("tests", "environment", "install"), [folder.Path, Repository.PathOf("src", "HybridGroups", "bin", "Debug", "net10.0")], TimeSpan.FromSeconds(60), Company.Cancellation);
        return folder;
    }

    // The program's own file, as an installation links it.
    private static Task<TemporaryFolder> LinkedAsync(string name)
    {
        var folder = new TemporaryFolder();
        File.CreateSymbolicLink(Path.Combine(folder.Path, name), Path.ChangeExtension(OperatorProcess.Program, null));
        return Task.FromResult(folder);
    }

    private static Task<ScriptResult> InFolderAsync(TemporaryFolder folder, string shell, string script, string programs = "") => Script.TryRunAsync(
        shell, ["-c", script], TimeSpan.FromSeconds(60), Company.Cancellation,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["PATH"] = $"{Path.Combine(folder.Path, programs)}:{Environment.GetEnvironmentVariable("PATH")}" });
}
