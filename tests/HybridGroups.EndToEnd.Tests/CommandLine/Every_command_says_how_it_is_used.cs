namespace HybridGroups.EndToEnd.Tests.CommandLine;

public sealed class Every_command_says_how_it_is_used
{
    public static TheoryData<string> Commands =>
    [
        "plan", "apply", "export", "connector test", "permissions grant", "permissions check", "rule check", "rule explain", "rule evaluate", "rule format", "rule builder",
        "rule properties", "status", "sync", "approve", "history", "check", "run", "crds", "sbom", "completion",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Its_help_has_exit_codes_and_examples(string command)
    {
        var help = await Program.RunAsync([.. command.Split(' '), "--help"]);

        help.ExitCode.ShouldBe(0);
        help.Output.ShouldContain("Exit codes: 0 ");
        help.Output.ShouldContain("Example");
        help.Output.ShouldContain($"  hybrid-groups {command}");
        help.Output.Split('\n').Where(line => line.Length > 132).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_of_commands_has_a_sentence_for_each_and_no_more()
    {
        var help = await Program.RunAsync("--help");

        help.Output.ShouldContain("Looks whether the cluster has what the operator needs");
        help.Output.ShouldNotContain("Examples:");
        help.Output.ShouldNotContain("Exit codes");
    }

    [Fact]
    public async Task What_is_not_understood_is_said_in_a_line_with_where_to_read_on()
    {
        var wrong = await Program.RunAsync("plan", "--folder", "x");

        wrong.ExitCode.ShouldBe(2);
        wrong.Output.ShouldBeEmpty();
        wrong.Errors.ShouldContain("error: Option '--filename' is required.");
        wrong.Errors.ShouldEndWith("See: hybrid-groups plan --help\n");
    }

    [Fact]
    public async Task The_name_alone_shows_what_there_is()
    {
        var alone = await Program.RunAsync();

        alone.ExitCode.ShouldBe(0, alone.Errors);
        alone.Output.ShouldBe((await Program.RunAsync("--help")).Output);
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_one_mistake_with_what_was_probably_meant()
    {
        var wrong = await Program.RunAsync("paln", "-f", "manifests/");

        wrong.ExitCode.ShouldBe(2);
        wrong.Errors.ShouldBe("error: there is no command 'paln'. Did you mean plan?\nSee: hybrid-groups --help\n");
    }

    [Fact]
    public async Task Nothing_is_coloured_where_no_terminal_is()
    {
        var piped = await Program.RunAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["TERM"] = "xterm-256color" }, "rule", "check", "user.department -eq \"Sales\"");

        piped.Output.ShouldNotContain("\u001b");
    }
}
