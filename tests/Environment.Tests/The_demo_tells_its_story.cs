using System.Diagnostics;
using System.Text;
using TestEnvironment;

namespace Environment.Tests;

public sealed class The_demo_tells_its_story
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    // In a pipe: without colour, and ending by itself.
    [Fact]
    public async Task From_a_plan_without_a_cluster_to_a_confirmed_deletion()
    {
        var demo = await Script.TryRunAsync(
            Repository.PathOf("tests", "environment", "demo"), ["--once"], Limit, TestContext.Current.CancellationToken);

        demo.ExitCode.ShouldBe(0, demo.Errors + demo.Output);
        demo.Output.ShouldContain("Every step was passed.");
        demo.Output.ShouldContain("6 done, 0 failed, 0 held");
        demo.Output.ShouldContain("8 additions of members wait for an approval");
        demo.Output.ShouldContain("Nothing is deleted until their number is confirmed");
        demo.Output.ShouldContain("Done in ");
        demo.Output.ShouldNotContain("\u001b");
    }

    // A terminal is where people sit: a program that reads from it by mistake waits for them for ever.
    [Fact]
    public async Task On_a_terminal_in_colour_and_it_stays_up_until_somebody_presses_Enter()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        var start = new ProcessStartInfo("script", ["--quiet", "--return", "--command", Repository.PathOf("tests", "environment", "demo"), "/dev/null"])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["TERM"] = "xterm" },
        };
        start.Environment.Remove("NO_COLOR");
        using var demo = Process.Start(start) ?? throw new InvalidOperationException("script did not start.");
        var told = new StringBuilder();
        var buffer = new char[4096];
        try
        {
            while (await demo.StandardOutput.ReadAsync(buffer, limit.Token) is > 0 and var count)
            {
                var isAsked = told.ToString().Contains("Press Enter", StringComparison.Ordinal);
                told.Append(buffer, 0, count);
                if (!isAsked && told.ToString().Contains("Press Enter", StringComparison.Ordinal)) await demo.StandardInput.WriteAsync("\n".AsMemory(), limit.Token);
            }

            await demo.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            demo.Kill(entireProcessTree: true);
            throw new TimeoutException($"The demo did not come to its end within {Limit}:\n{told}", late);
        }

        demo.ExitCode.ShouldBe(0, told.ToString());
        told.ToString().ShouldContain("\u001b[1;36m== ");
        told.ToString().ShouldContain("It stays up for you to play.");
        told.ToString().ShouldContain("the operator ended on SIGTERM with exit code 0");
    }
}
