namespace HybridGroups.EndToEnd.Tests.Documentation;

/// <summary>The harness itself: a page that shows something else must not pass.</summary>
public sealed class What_a_page_shows_is_compared_with_what_was_printed
{
    [Theory]
    [InlineData("NAME   READY\ncorp   True", "NAME READY\ncorp True\n")]
    [InlineData("corp   True    …", "NAME\ncorp   True   9s")]
    [InlineData("…\nlast", "first\nsecond\nlast")]
    [InlineData("a … c", "a b c")]
    public void It_passes(string shown, string printed) => Command(shown).MissingFrom(printed).ShouldBeNull();

    [Theory]
    [InlineData("corp   False", "corp   True", "corp False")]
    [InlineData("second\nfirst", "first\nsecond", "first")]
    [InlineData("one\none", "one", "one")]
    [InlineData("a … c", "a b d", "a … c")]
    public void It_does_not_pass(string shown, string printed, string missing) => Command(shown).MissingFrom(printed).ShouldBe(missing);

    [Fact]
    public void A_command_goes_on_after_a_backslash_and_may_fail_only_where_its_exit_code_is_shown()
    {
        var fence = Fence.Open("docs/x.md", 1, "console") with { Lines = ["$ one \\", "    --two", "shown", "$ false", "$ echo $?", "1"] };

        var commands = ShownCommand.Of(fence);

        commands.Select(command => command.Text).ShouldBe(["one \\\n    --two", "false", "echo $?"]);
        commands.Select(command => command.ExitCodeIsShown).ShouldBe([false, true, false]);
        commands[0].Shown.ShouldBe(["shown"]);
    }

    private static ShownCommand Command(string shown) => new("docs/x.md:1", "true", shown.Split('\n'), ExitCodeIsShown: false);
}
